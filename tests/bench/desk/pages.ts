/** Every page that an admin reads, as it is asked for with the filled database. */
import { SAMPLES } from './fill.ts'

const { held, published, running, practitioner, capture, key, file } = SAMPLES

/** Addresses by the pattern of their route; several where a page shows different things. */
export const PAGES: Record<string, string[]> = {
  '/admin': ['/admin'],
  '/admin/account': ['/admin/account'],
  '/admin/people': ['/admin/people'],
  '/admin/people/:id': ['/admin/people/user1'],
  '/admin/keys': ['/admin/keys'],
  '/admin/keys/:id': [`/admin/keys/${key}`],
  '/admin/registries': ['/admin/registries'],
  '/admin/registries/:id': ['/admin/registries/ny-nysed', '/admin/registries/nppes'],
  '/admin/runs': ['/admin/runs'],
  '/admin/runs/:id': [
    `/admin/runs/${running}`,
    ...['new', 'changed', 'gone'].flatMap((part) => [
      `/admin/runs/${held}?kind=${part}`,
      `/admin/runs/${published}?kind=${part}`,
    ]),
  ],
  '/admin/captures/:id': [`/admin/captures/${capture}`],
  '/admin/captures/:id/text': [`/admin/captures/${capture}/text`],
  '/admin/matches': ['/admin/matches'],
  '/admin/matches/:pair': ['/admin/matches/300-8301'],
  '/admin/judgements': ['/admin/judgements'],
  '/admin/practitioners': ['/admin/practitioners', '/admin/practitioners?q=Quill'],
  '/admin/practitioners/:id': [`/admin/practitioners/${practitioner}`],
  '/admin/training': ['/admin/training'],
  '/admin/training/submissions': ['/admin/training/submissions'],
  '/admin/training/submissions/:id': ['/admin/training/submissions/1'],
  '/admin/training/reviews': ['/admin/training/reviews'],
  '/admin/training/reviews/:id': ['/admin/training/reviews/1'],
  '/admin/training/claims': ['/admin/training/claims'],
  '/admin/training/claims/:id': ['/admin/training/claims/1'],
  '/admin/training/import': ['/admin/training/import'],
  '/admin/evidence/:sha256': [`/admin/evidence/${file}`],
  '/admin/corrections': ['/admin/corrections'],
  '/admin/corrections/:id': ['/admin/corrections/2'],
  '/admin/capture': ['/admin/capture'],
  '/admin/capture/:registry': ['/admin/capture/ncbahm'],
  '/admin/history': ['/admin/history'],
  '/admin/history/:seq': ['/admin/history/12345'],
}

/** Open to visitors, an address that leads elsewhere, or a download of everything. */
const OTHERS = new Set([
  '/admin/sign-in',
  '/admin/sign-in/code',
  '/admin/welcome',
  '/admin/history/as-of',
  '/admin/history/export.jsonl',
])

/** Pages that exist and are not measured: none, or the figures do not say what they seem to. */
export const unmeasured = (routes: string[]): string[] =>
  routes.filter(
    (route) => /^\/admin(\/|$)/.test(route) && !(withoutShape(route) in PAGES || OTHERS.has(route)),
  )

export const withoutShape = (route: string): string => route.replaceAll(/\{[^/]+\}/g, '')
