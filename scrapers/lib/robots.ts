/** What a site's robots.txt lets our user agent fetch, by RFC 9309. */
import robotsParser from 'robots-parser'

export interface Robots {
  isAllowed(url: string): boolean
  /** Pause between two requests that the site asks for, in milliseconds; 0 if it asks for none. */
  crawlDelayMs: number
}

/** Answer of a site without rules (RFC 9309 §2.3.1.3: 4xx means that everything may be fetched). */
export const ALL_ALLOWED: Robots = { isAllowed: () => true, crawlDelayMs: 0 }

/** `robotsUrl` is where the text came from; rules are read for the name in front of the slash. */
export function parseRobots(robotsUrl: string, text: string, userAgent: string): Robots {
  const robots = robotsParser(robotsUrl, text)
  return {
    // `undefined` is the answer for another origin: redirects are followed, links are not.
    isAllowed: (url) => robots.isAllowed(url, userAgent) !== false,
    crawlDelayMs: (robots.getCrawlDelay(userAgent) ?? 0) * 1000,
  }
}
