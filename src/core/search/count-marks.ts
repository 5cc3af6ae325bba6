/** How many people the directory has, and how many have each of the three marks. */
import { type IsoDate, type State, STATES } from '../words.ts'
import {
  type Bits,
  certified,
  inState,
  licensed,
  meetsBits,
  recommended,
  toBits,
  trained,
} from './flags.ts'
import type { People } from './people.ts'

export interface MarkCounts {
  practitioners: number
  licensed: number
  certified: number
  trained: number
  recommended: number
  /** Licensed or located there. */
  byState: Record<State, number>
}

export function countMarks(people: People, today: IsoDate): MarkCounts {
  const { ofStored, bitNumbers, bits: ofToday } = people.kinds.on(today)
  const counts = new Map<Bits, number>()
  for (const [person, id] of people.ids.entries()) {
    const bits = ofToday[bitNumbers[ofStored[people.kindOf[person] ?? 0] ?? 0] ?? 0]
    if (id !== 0 && bits) counts.set(bits, (counts.get(bits) ?? 0) + 1)
  }
  const meeting = (...masks: bigint[]): number => {
    const wanted = masks.map(toBits)
    let total = 0
    for (const [bits, count] of counts) if (meetsBits(bits, wanted)) total += count
    return total
  }
  return {
    practitioners: people.size,
    licensed: meeting(licensed('active', STATES)),
    certified: meeting(certified('active')),
    trained: meeting(trained('claimed')),
    recommended: meeting(...recommended(STATES)),
    byState: {
      NY: meeting(inState(['NY'])),
      NJ: meeting(inState(['NJ'])),
      CT: meeting(inState(['CT'])),
    },
  }
}
