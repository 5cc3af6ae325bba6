/** Columns of numbers that grow while entries are added; outside of the heap, so millions are cheap. */
export class Ints {
  private values = new Int32Array(1024)
  length = 0

  push(value: number): void {
    if (this.length === this.values.length) {
      const wider = new Int32Array(this.values.length * 2)
      wider.set(this.values)
      this.values = wider
    }
    this.values[this.length] = value
    this.length += 1
  }

  build(): Int32Array {
    return this.values.slice(0, this.length)
  }
}

export class Doubles {
  private values = new Float64Array(1024)
  length = 0

  push(value: number): void {
    if (this.length === this.values.length) {
      const wider = new Float64Array(this.values.length * 2)
      wider.set(this.values)
      this.values = wider
    }
    this.values[this.length] = value
    this.length += 1
  }

  build(): Float64Array {
    return this.values.slice(0, this.length)
  }
}
