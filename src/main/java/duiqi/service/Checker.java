package duiqi.service;

import duiqi.review.ReviewState;

final class Checker implements FindingsState.Check {
    Checker(ReviewTools tools) {}

    @Override
    public Json.Answer of(ReviewState state) {
        return json -> {
            json.writeStartArray();
            json.writeEndArray();
        };
    }
}
