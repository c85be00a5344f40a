import type { DirectoryUser } from 'vue-conference-invitations'

/** Somebody to be or to call. */
export interface Person extends DirectoryUser {
  team: string
  place: string
}

function person(userId: string, userName: string, team: string, place: string): Person {
  return { userId, userName, team, place, description: `${team} · ${place}` }
}

/** The people that one can be at once. */
export const builtInPeople: readonly Person[] = [
  person('ann', 'Ann', 'Product', 'Berlin'),
  person('ben', 'Ben', 'Design', 'Lisbon'),
  person('cat', 'Cat', 'Engineering', 'Toronto'),
  person('dan', 'Dan', 'Research', 'Nairobi'),
  person('eve', 'Eve', 'Sales', 'Oslo'),
]

/** What a simulated person does when called. */
export type Behaviour = 'joins' | 'declines' | 'isBusy' | 'ignores'

export interface SimulatedPerson extends Person {
  behaviour: Behaviour
}

/** People whom a tab plays, so that somebody can be called when no second tab is open. */
export const simulatedPeople: readonly SimulatedPerson[] = [
  { ...person('fay', 'Fay', 'Support', 'Porto'), behaviour: 'joins' },
  { ...person('gus', 'Gus', 'Sales', 'Quito'), behaviour: 'declines' },
  { ...person('hana', 'Hana', 'Design', 'Seoul'), behaviour: 'isBusy' },
  { ...person('ivo', 'Ivo', 'Research', 'Sofia'), behaviour: 'ignores' },
]

// None of these names contains the name of a built-in person: whoever searches for "Dan" finds Dan.
const givenNames =
  'Amara Bjorn Chidi Dele Emeka Farah Greta Hiro Imani Jonas Kaya Layla Miguel Noor Olga Pablo Quinn Rosa Sven Tariq Uma Viktor Wen Ximena Yusuf Zoe'.split(
    ' ',
  )
const familyNames =
  'Abara Brandt Costa Diaz Eriksen Fischer Garcia Haddad Ito Jensen Kowalski Lindqvist Moreau Nakamura Okafor Petrov Quispe Rossi Silva Tanaka Usman Vargas Weber Yilmaz Zhou'.split(
    ' ',
  )
const uncommonNames = [
  '陈思远',
  '山田 花子',
  '김지우',
  'ليلى حداد',
  'Željko Đurić',
  'Αλέξης Παππάς',
  'Maximiliana Wolfeschlegelsteinhausen-Rousseau',
  'Þórdís Sigurðardóttir',
]
const teams =
  'Engineering,Design,Product,Research,Sales,Marketing,Support,Finance,Legal,Operations'.split(',')
const places =
  'Berlin,Lisbon,Toronto,Nairobi,Oslo,Seoul,Tokyo,Lagos,Bogotá,Stockholm,Mumbai,Sydney'.split(',')

/** 300 more people, the same ones every time. */
export const colleagues: readonly Person[] = Array.from({ length: 300 }, (_, index) => {
  const number = String(index + 1).padStart(3, '0')
  const uncommon = index % 37 === 5 ? uncommonNames[(index - 5) / 37] : undefined
  const given = pick(givenNames, index)
  const family = pick(familyNames, index * 7 + Math.floor(index / givenNames.length))
  return person(
    `person-${number}`,
    uncommon ?? `${given} ${family}`,
    pick(teams, index * 3),
    pick(places, index * 5 + 2),
  )
})

const byId = new Map(
  [...builtInPeople, ...simulatedPeople, ...colleagues].map((one) => [one.userId, one]),
)

/** Whoever has this id; an id that nobody has belongs to a guest of that name. */
export function personOf(userId: string): Person {
  return byId.get(userId) ?? { userId, userName: userId, team: '', place: '' }
}

/** Somebody of the directory, or undefined. */
export function findPerson(userId: string): Person | undefined {
  return byId.get(userId)
}

function pick<T>(values: readonly T[], index: number): T {
  return values[index % values.length]!
}
