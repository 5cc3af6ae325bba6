const LENGTH_MAX = 2000

/**
 * Why a webhook may not go to an address, a sentence; null for one that it may. Where its name leads
 * is only known when it is sent.
 */
export function refuseWebhookUrl(text: string): string | null {
  if (text.length > LENGTH_MAX || !URL.canParse(text)) return 'This is no address.'
  const { protocol, username, password, hostname } = new URL(text)
  if (protocol !== 'https:') return 'The address must begin with https://.'
  if (username || password) return 'The address must not hold a name or password.'
  const isLocal = !hostname.includes('.') || /(^|\.)(localhost|local|internal)\.?$/.test(hostname)
  // An address of IPv6 in brackets has no dots and is refused with the names of one word.
  if (isLocal) return 'The address must be one that the public network knows.'
  return null
}
