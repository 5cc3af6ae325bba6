import { describe, expect, it } from 'vitest'

import { NICKNAMES } from '../../../src/core/linkage/nicknames.ts'
import {
  SURNAME_ROMANIZATIONS,
  SYLLABLE_ROMANIZATIONS,
} from '../../../src/core/linkage/romanizations.ts'

const share = (groups: readonly string[], left: string, right: string): boolean =>
  groups.some((group) => [left, right].every((name) => group.split(' ').includes(name)))

const pairs = (text: string): string[][] => text.split(',').map((pair) => pair.trim().split(' '))

const LISTS = [
  { name: 'nicknames', groups: NICKNAMES, atLeast: 180 },
  { name: 'surnames', groups: SURNAME_ROMANIZATIONS, atLeast: 150 },
  { name: 'syllables', groups: SYLLABLE_ROMANIZATIONS, atLeast: 200 },
]

describe.each(LISTS)('the list of $name', ({ groups, atLeast }) => {
  it('has enough groups, none of them twice', () => {
    const sorted = groups.map((group) => group.split(' ').sort().join(' '))
    expect(groups.length).toBeGreaterThan(atLeast)
    expect(sorted.filter((group, at) => sorted.indexOf(group) !== at)).toEqual([])
  })

  it('has lower-case ASCII words, one space apart and at least two in a group', () => {
    expect(groups.filter((group) => !/^[a-z]+(?: [a-z]+)+$/.test(group))).toEqual([])
  })

  it('repeats no form within a group', () => {
    const repeats = groups.filter((group) => {
      const forms = group.split(' ')
      return new Set(forms).size < forms.length
    })
    expect(repeats).toEqual([])
  })
})

describe('forms of one given name', () => {
  it.each(
    pairs(`robert bob, elizabeth lisa, steven stephen, geoffrey jeff, alexander sandy,
    alexandra sandy, albert bert, robert bert, mikhail michael, francisco paco, guadalupe lupe,
    salvatore sal, dmitry dmitriy, yevgenia eugenia, mordechai morty, sean shawn, caitlin kaitlyn,
    katherine kathryn, margaret peggy, theodore ted, patricia pat, patrick pat`),
  )('%s is %s', (left, right) => expect(share(NICKNAMES, left ?? '', right ?? '')).toBe(true))

  it.each(
    pairs(`robert richard, jose jesus, maria marta, john james, anna hector, daniel david,
    karen sharon, jonathan john, edward edwina, miriam rivka`),
  )('%s is not %s', (left, right) => expect(share(NICKNAMES, left ?? '', right ?? '')).toBe(false))
})

describe('spellings of one surname', () => {
  it.each(
    pairs(`zhang chang, zhang cheung, jang chang, wang wong, huang wong, chen chan, lee rhee,
    park pak, choi choe, jung jeong, jung chung, noh roh, yoo ryu, im yim, xu hsu, zhou chow,
    cai tsai, ito itoh, ono ohno, hur heo, paik baek`),
  )('%s is %s', (left, right) =>
    expect(share(SURNAME_ROMANIZATIONS, left ?? '', right ?? '')).toBe(true),
  )

  it.each(
    pairs(`jung jang, wang yang, kim kang, chen cheng, wang huang, park paik, lee lim,
    tang dong, zhang zheng, ito ono, sato saito, chung chang, shin shim, han hong`),
  )('%s is not %s', (left, right) =>
    expect(share(SURNAME_ROMANIZATIONS, left ?? '', right ?? '')).toBe(false),
  )
})

describe('spellings of one syllable', () => {
  it.each(
    pairs(`young yeong, hyun hyeon, jung jeong, sung seong, eun un, hee hui, kyung gyeong,
    xiao hsiao, qing ching, zhi chih, jian chien, wei wai, yoko youko`),
  )('%s is %s', (left, right) =>
    expect(share(SYLLABLE_ROMANIZATIONS, left ?? '', right ?? '')).toBe(true),
  )

  it.each(
    pairs(`hyun hyung, min ming, jin jun, mei ming, soo seo, hee hye, eun eung, xiao xia,
    yan yang, jae jin`),
  )('%s is not %s', (left, right) =>
    expect(share(SYLLABLE_ROMANIZATIONS, left ?? '', right ?? '')).toBe(false),
  )
})
