/** Questions that nobody asks in good faith: each must cost little or be refused. */
import { round } from './figures.ts'
import type { Served } from './serve.ts'

const API = '/api/v1/practitioners?'
const q = (text: string): string => `q=${encodeURIComponent(text)}`

const HOSTILE: Record<string, string> = {
  '10 kB of text': q('acupuncture kim '.repeat(640)),
  '200 characters of one letter': q('a'.repeat(200)),
  'ten long words': q('wangchenlihuangzhang '.repeat(9) + 'kim'),
  'ten single letters': q('a b c d e f g h i j'),
  'one letter': q('a'),
  emoji: q('👩‍⚕️💉 🙏🏽'),
  'emoji and a name': q('👩‍⚕️ kim 🙏🏽'),
  SQL: q(`'; drop table search_rows; -- ") or 1=1 /*`),
  'LIKE wildcards': q('%_%_%\\_%'),
  'wildcards and letters': q('%a%_e_%o%'),
  'right-to-left marks': q('\u202Emik\u202C \u200Fdivad\u200E'),
  'a regular expression': q('(a+)+$ [a-z]{1,99}'),
  'combining marks': q(`e${'\u0301'.repeat(190)}`),
  nulls: 'q=kim%00lee',
  'no UTF-8': 'q=%ff%fe',
  '300 states': Array.from({ length: 300 }, () => 'state=NY').join('&'),
  '300 filters': Array.from({ length: 300 }, (_, at) => `filter${at}=1`).join('&'),
  '300 licenses': Array.from({ length: 300 }, () => 'license=active').join('&'),
  'everything within 200 miles': 'near=10001&radius=200&sort=distance',
  'the commonest words': q('jin lee new york acupuncture'),
}

const MAX_MS = 50

export interface HostileFigure {
  question: string
  status: number
  ms: number
  isFine: boolean
}

/** The better of two, after one more that warms up: what is measured is the question. */
export async function measureHostile({ ask }: Served): Promise<HostileFigure[]> {
  const figures: HostileFigure[] = []
  for (const [question, query] of Object.entries(HOSTILE)) {
    await ask(API + query)
    const answers = [await ask(API + query), await ask(API + query)]
    const ms = round(Math.min(...answers.map((answer) => answer.ms)), 1)
    const status = answers[0]?.status ?? 0
    figures.push({
      question,
      status,
      ms,
      isFine: status === 400 || (status === 200 && ms < MAX_MS),
    })
  }
  return figures
}
