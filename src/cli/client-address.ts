/** Who asks, as limits count: whoever is connected, or whom a trusted proxy names in their place. */
import { BlockList, isIP } from 'node:net'
import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context } from 'hono'
import ipaddr from 'ipaddr.js'

/** `proxies` are addresses and CIDR ranges. Null where the connection is gone already. */
export function createAddressOf(proxies: string[]): (c: Context) => string | null {
  const trusted = new BlockList()
  for (const range of proxies) {
    const [address = '', prefix] = range.split('/')
    const family = familyOf(address)
    if (prefix === undefined) trusted.addAddress(address, family)
    else trusted.addSubnet(address, Number(prefix), family)
  }
  return (c) => {
    const peer = getConnInfo(c).remote.address
    return peer ? toCounted(clientOf(peer, c.req.header('X-Forwarded-For') ?? '', trusted)) : null
  }
}

const familyOf = (address: string) => (isIP(address) === 6 ? 'ipv6' : 'ipv4')

/** From right to left: each proxy adds whom it was asked by, and only a trusted one is believed. */
function clientOf(peer: string, forwarded: string, trusted: BlockList): string {
  const hops = forwarded.split(',')
  let client = peer
  while (trusted.check(client, familyOf(client))) {
    const before = addressIn(hops.pop() ?? '')
    if (before === null) break
    client = before
  }
  return client
}

/** `198.51.100.7`, `198.51.100.7:443`, `2001:db8::7` or `[2001:db8::7]:443`; null for anything else. */
function addressIn(hop: string): string | null {
  const text = hop.trim()
  const address = /^\[([^\]]+)\](?::\d+)?$/.exec(text)?.[1] ?? /^[\d.]+(?=:\d+$)/.exec(text)?.[0]
  const found = address ?? text
  return isIP(found) === 0 ? null : found
}

/** Whoever has one IPv6 address has a whole /64 of them, which therefore counts as one. */
function toCounted(address: string): string {
  const parsed = ipaddr.process(address)
  return parsed instanceof ipaddr.IPv6
    ? new ipaddr.IPv6([...parsed.parts.slice(0, 4), 0, 0, 0, 0]).toString()
    : parsed.toString()
}
