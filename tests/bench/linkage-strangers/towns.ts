import { words, type Group } from './name-lists.ts'

export interface Town {
  city: string
  state: string
  postalCode: string
  area: string
}

const townsOf = (state: string, text: string): Town[] =>
  text
    .trim()
    .split('\n')
    .map((line) => {
      const [city = '', postalCode = '', area = ''] = line.trim().split(',')
      return { city, state, postalCode, area }
    })

export const TOWNS: Town[] = [
  ...townsOf(
    'NY',
    `New York,10013,212
     New York,10001,212
     New York,10016,646
     New York,10025,212
     Brooklyn,11220,718
     Brooklyn,11235,718
     Brooklyn,11219,718
     Brooklyn,11201,347
     Flushing,11354,718
     Flushing,11355,718
     Bayside,11361,718
     Elmhurst,11373,718
     Jackson Heights,11372,718
     Bronx,10463,718
     Staten Island,10301,718
     Great Neck,11021,516
     Huntington,11743,631
     White Plains,10601,914
     Monsey,10952,845
     Albany,12203,518
     Rochester,14607,585
     Ithaca,14850,607`,
  ),
  ...townsOf(
    'NJ',
    `Palisades Park,07650,201
     Fort Lee,07024,201
     Leonia,07605,201
     Ridgefield,07657,201
     Edison,08820,732
     Jersey City,07302,201
     Hoboken,07030,201
     Newark,07105,973
     Union City,07087,201
     Lakewood,08701,732
     Teaneck,07666,201
     Princeton,08540,609
     Cherry Hill,08002,856
     Montclair,07042,973
     Toms River,08753,732`,
  ),
  ...townsOf(
    'CT',
    `New Haven,06511,203
     Stamford,06902,203
     Hartford,06105,860
     West Hartford,06107,860
     Greenwich,06830,203
     Danbury,06810,203
     Norwalk,06851,203
     Middletown,06457,860`,
  ),
]

/** Towns where a group lives closer together than elsewhere. */
export const HOME_OF: Record<Group, string[]> = {
  korean: ['Palisades Park', 'Fort Lee', 'Flushing', 'Bayside', 'Leonia', 'Ridgefield'],
  chinese: ['Flushing', 'Brooklyn', 'New York', 'Elmhurst', 'Edison'],
  japanese: ['New York', 'Fort Lee', 'White Plains'],
  vietnamese: ['Bronx', 'Brooklyn', 'Hartford'],
  jewish: ['New York', 'Brooklyn', 'Monsey', 'Lakewood', 'Teaneck', 'Great Neck'],
  anglo: ['New York', 'New Haven', 'Albany', 'Huntington', 'Montclair', 'Middletown'],
  hispanic: ['Union City', 'Bronx', 'Jackson Heights', 'Newark'],
  italian: ['Staten Island', 'Brooklyn', 'Toms River', 'Norwalk'],
  russian: ['Brooklyn', 'Staten Island', 'Cherry Hill'],
  indian: ['Edison', 'Jersey City', 'Jackson Heights'],
}

export const STREETS = words(`
  Main_St Broad_Ave Northern_Blvd Union_St Lexington_Ave Grand_Ave Kissena_Blvd 5th_Ave 8th_Ave
  Bergen_Blvd Park_Ave Elm_St Chapel_St Canal_St Mott_St Prince_St Lemoine_Ave Broadway Oak_Tree_Rd
  Maple_Ave Roosevelt_Ave W_32nd_St E_23rd_St Old_Post_Rd Court_St Church_St
`).map((street) => street.replaceAll('_', ' '))
