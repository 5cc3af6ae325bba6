/** What somebody typed into the search box, made ready to be compared with names and numbers. */
import { type SQL, sql } from 'drizzle-orm'
import { normalizeLicenseNumber } from '#src/core/license-number.ts'
import { fold, stripDegrees } from '#src/core/names.ts'
import { STATES } from '#src/core/words.ts'
import { jsonRows } from '../client.ts'

export const MAX_WORDS = 10

/** Best first; the points of all words are added up. */
const POINTS = {
  number: 1000,
  exact: 100,
  joined: 95,
  prefix: 70,
  oneEdit: 60,
  place: 50,
  twoEdits: 45,
  initial: 40,
} as const

export interface SearchText {
  /** Folded, in the order typed, degrees gone. */
  words: string[]
  /** The whole text read as an NPI, license or certification number, in every form it may have. */
  numbers: string[]
}

/** `words` and `numbers` are both empty where the text has no Latin letter and no digit. */
export function toSearchText(q: string): SearchText {
  const words = [...new Set(fold(stripDegrees(q)).split(' ').filter(Boolean))]
  if (!/\d/.test(q)) return { words, numbers: [] }
  const forms = [q, ...STATES.map((state) => normalizeLicenseNumber(state, q) ?? '')]
  return { words, numbers: [...new Set(forms.map(compact))].filter((form) => form.length > 1) }
}

const compact = (text: string): string => fold(text).replaceAll(' ', '')

interface TypedWord {
  i: number
  word: string
}

/** A word as typed: points for a name word that begins with it, and how many edits are forgiven. */
interface TypedForm extends TypedWord {
  prefix: number
  edits: number
}

/** Another word that stands for the typed one, if some name has exactly that. */
interface Variant extends TypedWord {
  points: number
}

/** Optional words are numbered from here: they add points but nobody is left out for them. */
const OPTIONAL = 1000

/**
 * CTEs up to `scored(practitioner_id, score)`: everybody in whom each word is found as a name word,
 * the beginning of one, a misspelt one, two joined ones or one split in two, a practice or a town.
 */
export function scoredByText(text: SearchText): SQL {
  const typed = numbered(text.words)
  const required = typed.filter(({ i }) => i < OPTIONAL).length
  const variants = [...swappedWords(typed), ...joinedWords(typed)]
  return sql`
    typed as (select * from jsonb_to_recordset(${jsonRows(typed.map(toForm))})
      as f(i int, word text, prefix int, edits int)),
    hits as materialized (
      select i, word, max(points) as points from (
        select f.i, n.word, points.value as points
          from typed f cross join name_words n cross join lateral (select ${wordPoints}) points(value)
          where points.value > 0
        union all
        select v.i, v.word, v.points
          from jsonb_to_recordset(${jsonRows(variants)}) as v(i int, word text, points int)
          join name_words n on n.word = v.word) every_word
      group by 1, 2),
    halves as materialized (
      select s.i, s.head, s.tail
      from jsonb_to_recordset(${jsonRows(splitWords(typed))}) as s(i int, head text, tail text)
      join name_words a on a.word = s.head join name_words b on b.word = s.tail),
    found as (
      select r.practitioner_id, h.i, h.points from search_rows r
        cross join lateral unnest(r.name_tokens) token(word) join hits h on h.word = token.word
        where r.name_tokens && array(select word from hits)
      union all
      select r.practitioner_id, s.i, ${POINTS.joined} from halves s
        join search_rows r on r.name_tokens @> array[s.head, s.tail]
      union all
      select r.practitioner_id, t.i, ${POINTS.place} from search_rows r
        join typed t on t.word = any(r.place_tokens)
      union all
      select r.practitioner_id, t.i, ${POINTS.exact} from typed t
        join search_rows r on r.numbers @> array[t.word] where t.word ~ '[0-9]'),
    scored as (
      select practitioner_id, max(score)::int as score from (
        select practitioner_id, sum(points) as score from (
          select practitioner_id, i, max(points) as points from found group by 1, 2) best
        group by 1 having count(*) filter (where i < ${OPTIONAL}) = ${required}
        union all
        select practitioner_id, ${POINTS.number} from search_rows
        where numbers && ${textArray(text.numbers)}) every_way
      group by 1)`
}

/** Points of name word `n.word` for the form `f`; lengths first, because they cost nothing. */
const wordPoints = sql`case
  when n.word = f.word then ${POINTS.exact}
  when f.prefix > 0 and starts_with(n.word, f.word) then f.prefix
  when f.edits > 0 and abs(length(n.word) - length(f.word)) <= f.edits then
    case levenshtein_less_equal(n.word, f.word, f.edits)
      when 1 then ${POINTS.oneEdit}
      when 2 then case when f.edits >= 2 then ${POINTS.twoEdits} else 0 end
      else 0 end
  else 0 end`

/** A middle initial beside whole words is optional: registries drop them at will. */
function numbered(words: string[]): TypedWord[] {
  const hasWholeWord = words.some((word) => word.length > 1)
  return words.map((word, index) => ({
    i: hasWholeWord && /^[a-z]$/.test(word) ? OPTIONAL + index : index,
    word,
  }))
}

function toForm({ i, word }: TypedWord): TypedForm {
  const isWord = /^[a-z]+$/.test(word)
  return {
    i,
    word,
    prefix: word.length > 1 ? POINTS.prefix : POINTS.initial,
    edits: !isWord || word.length < 4 ? 0 : word.length < 7 ? 1 : 2,
  }
}

/** Two neighboring letters swapped are one slip of the finger, though two edits. */
const swappedWords = (typed: TypedWord[]): Variant[] =>
  typed
    .filter(({ word }) => /^[a-z]{4,}$/.test(word))
    .flatMap(({ i, word }) =>
      Array.from({ length: word.length - 1 }, (_, at) => ({
        i,
        word: `${word.slice(0, at)}${word[at + 1]}${word[at]}${word.slice(at + 2)}`,
        points: POINTS.oneEdit,
      })),
    )

/** `ki nam` finds `kinam`: the joined word stands for both. */
const joinedWords = (typed: TypedWord[]): Variant[] =>
  typed.slice(1).flatMap((second, index) => {
    const first = typed[index]
    if (!first || first.i >= OPTIONAL || second.i >= OPTIONAL) return []
    const word = first.word + second.word
    return [first.i, second.i].map((i) => ({ i, word, points: POINTS.joined }))
  })

/** `kinam` finds `ki nam`. */
const splitWords = (typed: TypedWord[]): { i: number; head: string; tail: string }[] =>
  typed
    .filter(({ word }) => /^[a-z]{4,}$/.test(word))
    .flatMap(({ i, word }) =>
      Array.from({ length: word.length - 3 }, (_, at) => ({
        i,
        head: word.slice(0, at + 2),
        tail: word.slice(at + 2),
      })),
    )

const textArray = (values: string[]): SQL =>
  values.length === 0
    ? sql`array[]::text[]`
    : sql`array[${sql.join(
        values.map((value) => sql`${value}::text`),
        sql`, `,
      )}]`
