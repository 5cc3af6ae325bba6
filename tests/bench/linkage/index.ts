/** Who is who: how good linking is on three kinds of data, and what it costs. */
import { benchStrangers } from '../linkage-strangers/index.ts'
import { benchFebrl } from './febrl.ts'
import { benchInvented } from './invented.ts'
import { benchSpeed } from './speed.ts'

export async function benchLinkage(): Promise<object> {
  console.log('linkage: FEBRL, the invented population, and files of up to a million records')
  const febrl = await benchFebrl()
  const invented = benchInvented()
  const strangers = benchStrangers()
  const speed = await benchSpeed()
  return { febrl, invented, strangers, speed }
}
