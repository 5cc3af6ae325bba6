import { describe, expect, it } from 'vitest'
import { buildView, type LinkedRecord, type PractitionerView } from '#src/core/practitioner.ts'
import { given, locate, toName, toRecord } from './facts.ts'

const view = (...records: LinkedRecord[]): PractitionerView => buildView(records, given(), locate)

describe('the spelling of the name', () => {
  it.each([
    ['PEREZ GABRIELA', 'GABRIELA PEREZ', 'Gabriela Pérez', 'Gabriela Pérez'],
    ['PEREZ GABRIELA', 'GABRIELA PEREZ', 'Perez, Gabriela', 'Gabriela Perez'],
    ['PEREZ GABRIELA', 'GABRIELA LUISA PEREZ', 'Gaby Pérez', 'Perez Gabriela'],
  ])('roll %s, numbers %s, board %s: %s', (roll, numbers, board, shown) => {
    const onRoll = toRecord(1, { called: roll })
    const npi = { ...toName(numbers), family: 'PEREZ' }
    const inNppes = toRecord(2, { name: npi }, { role: 'identifier' })
    const certified = toRecord(3, { called: board }, { role: 'certification' })
    expect(view(onRoll, inNppes, certified).name).toBe(shown)
  })
})
