/** What the server remembers of one visitor: a search, the ids of its results, the last page sent. */
import type { WireRow } from './simulated-rows.ts'

export interface Session {
  id: string
  /** View state of the last version of each page, by path. */
  viewStates: Map<string, string>
  results: WireRow[] | null
  /** Whether the results are those of a whole profession: faults of one page strike only there. */
  isSweep: boolean
  /** Numbers of the pages that the pager shows, for the links in it. */
  targets: Map<string, number>
  details: Map<string, WireRow>
  /** How far the bulk download has come. */
  bulk: 'none' | 'confirming' | 'preferring'
}

export const COOKIE = 'ASP.NET_SessionId'
const SESSIONS_MAX = 200

/** Sessions by their cookies; the oldest are forgotten. Nothing here is random. */
export class Sessions {
  readonly #sessions = new Map<string, Session>()
  #count = 0

  find(cookies: string | undefined): Session | null {
    const id = new RegExp(`${COOKIE}=([^;]+)`).exec(cookies ?? '')?.[1]
    return (id !== undefined && this.#sessions.get(id)) || null
  }

  start(): Session {
    const session: Session = {
      id: this.unique('session'),
      viewStates: new Map(),
      results: null,
      isSweep: false,
      targets: new Map(),
      details: new Map(),
      bulk: 'none',
    }
    this.#sessions.set(session.id, session)
    const [oldest] = this.#sessions.keys()
    if (this.#sessions.size > SESSIONS_MAX && oldest !== undefined) this.#sessions.delete(oldest)
    return session
  }

  /** As after a restart of the server. */
  forgetAll(): void {
    this.#sessions.clear()
  }

  unique(word: string): string {
    this.#count += 1
    return `${word}${String(this.#count).padStart(8, '0')}`
  }

  /** In the form of a GUID, another one each time. */
  uniqueGuid(): string {
    this.#count += 1
    const digits = String(this.#count).padStart(12, '0')
    return `2f0a5c1e-77b4-4d10-9c3e-${digits}`
  }
}
