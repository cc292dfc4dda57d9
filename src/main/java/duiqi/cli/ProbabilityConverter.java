package duiqi.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a number from 0 to 1, or says what it should be. */
final class ProbabilityConverter implements ITypeConverter<Double> {
    @Override
    public Double convert(String text) {
        double probability;
        try {
            probability = Double.parseDouble(text);
        } catch (NumberFormatException e) {
            probability = Double.NaN;
        }
        if (probability >= 0 && probability <= 1) {
            return probability;
        }
        throw new TypeConversionException("'" + text + "' is no probability; give a number from 0 to 1");
    }
}
