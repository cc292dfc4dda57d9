// Heights and offsets of many rows, in a binary indexed tree (Fenwick 1994). Changing a height and finding the row at an
// offset both take logarithmic time.

export class Heights {
  #tree = new Float64Array(1);
  #values = new Float64Array(0);
  #top = 1;

  /**
   * Sets the heights of all rows in pixels. Keeps the array and changes it later.
   *
   * @param {Float64Array<ArrayBuffer>} values
   */
  reset(values) {
    const n = values.length;
    this.#values = values;
    this.#tree = new Float64Array(n + 1);
    for (let i = 1; i <= n; i++) {
      this.#tree[i] += values[i - 1];
      const parent = i + (i & -i);
      if (parent <= n) {
        this.#tree[parent] += this.#tree[i];
      }
    }
    this.#top = 1;
    while (this.#top * 2 <= n) {
      this.#top *= 2;
    }
  }

  get length() {
    return this.#values.length;
  }

  /** @param {number} index */
  get(index) {
    return this.#values[index];
  }

  /**
   * @param {number} index
   * @param {number} height
   */
  set(index, height) {
    const more = height - this.#values[index];
    this.#values[index] = height;
    for (let i = index + 1; i < this.#tree.length; i += i & -i) {
      this.#tree[i] += more;
    }
  }

  /**
   * Returns the offset of a row. The offset after the last row is the total height.
   *
   * @param {number} index
   */
  offset(index) {
    let sum = 0;
    for (let i = index; i > 0; i -= i & -i) {
      sum += this.#tree[i];
    }
    return sum;
  }

  get total() {
    return this.offset(this.length);
  }

  /**
   * Returns the row at an offset; the first or last row if the offset is out of range.
   *
   * @param {number} offset
   */
  at(offset) {
    let index = 0;
    let left = offset;
    for (let step = this.#top; step > 0; step >>= 1) {
      if (index + step < this.#tree.length && this.#tree[index + step] <= left) {
        index += step;
        left -= this.#tree[index];
      }
    }
    return Math.max(0, Math.min(index, this.length - 1));
  }
}
