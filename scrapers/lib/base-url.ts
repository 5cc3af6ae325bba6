/** Puts an address together from a base address, a path and parameters. */

/**
 * `https://host/prefix/` and `/api` become `https://host/prefix/api`. Parameters keep their order;
 * null ones are left out. Throws a plain error for a base that is no http address.
 */
export function joinUrl(
  baseUrl: string,
  path: string,
  parameters: Record<string, string | number | null> = {},
): string {
  if (!/^https?:\/\//i.test(baseUrl) || !URL.canParse(baseUrl)) {
    throw new Error(`"${baseUrl}" is not an http address; check the setting REGISTRY_<ID>_URL.`)
  }
  const url = new URL(baseUrl)
  url.pathname = `${url.pathname.replace(/\/+$/, '')}/${path.replace(/^\/+/, '')}`
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== null) url.searchParams.append(name, String(value))
  }
  return url.href
}

/** True for this machine's own addresses, where politeness has nobody to spare. */
export function isLoopback(url: string): boolean {
  const { hostname } = new URL(url)
  return (
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    hostname === '[::1]' ||
    /^127\.\d+\.\d+\.\d+$/.test(hostname)
  )
}

/** The environment setting that points a registry's scraper elsewhere: `REGISTRY_CT_ELICENSE_URL`. */
export const baseUrlSetting = (registry: string): string =>
  `REGISTRY_${registry.toUpperCase().replaceAll('-', '_')}_URL`
