/** Numbers that stand for texts: the same on every machine, and rarely the same for two. */

/** 32 bits. */
export function hash32(text: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  }
  return finish(hash)
}

/** 32 bits out of two numbers of 32 bits, whose order matters. */
export const mix = (one: number, other: number): number =>
  finish(Math.imul(one ^ (other + 0x9e3779b9), 0x85ebca6b) ^ (one >>> 7))

function finish(value: number): number {
  let hash = value
  hash = Math.imul(hash ^ (hash >>> 16), 0x7feb352d)
  hash = Math.imul(hash ^ (hash >>> 15), 0x846ca68b)
  return (hash ^ (hash >>> 16)) >>> 0
}
