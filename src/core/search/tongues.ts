/** The languages that people speak, held once for all who speak the same ones. */
import { fold } from '../names.ts'

export class Tongues {
  /** By number. */
  readonly sets: (readonly string[])[] = []
  readonly #numbers = new Map<string, number>()

  /** The number of these languages, the same for the same ones in the same order. */
  intern(languages: readonly string[]): number {
    const key = languages.join('|')
    const known = this.#numbers.get(key)
    if (known !== undefined) return known
    const number = this.sets.push(languages) - 1
    this.#numbers.set(key, number)
    return number
  }

  /** By number: whether the language, folded, is among them; null is spoken by all. */
  speaking(language: string | null): boolean[] {
    return this.sets.map(
      (languages) => language === null || languages.some((one) => fold(one) === language),
    )
  }

  /** People by language, from people by number; languages by their names. */
  countEach(counts: readonly number[]): Record<string, number> {
    const byLanguage = new Map<string, number>()
    for (const [number, count] of counts.entries()) {
      if (count === 0) continue
      for (const language of this.sets[number] ?? []) {
        byLanguage.set(language, (byLanguage.get(language) ?? 0) + count)
      }
    }
    return Object.fromEntries([...byLanguage].sort(([a], [b]) => (a < b ? -1 : 1)))
  }
}
