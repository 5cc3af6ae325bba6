/**
 * Why somebody is excluded, in plain words, by the section of the Social Security Act that the list
 * names. Compared case-sensitively: `1128Aa` is section 1128A, a penalty, and none of the `1128a`.
 */
export const REASONS: Record<string, string> = {
  '1128a1': 'convicted of a crime related to a health care program',
  '1128a2': 'convicted of patient abuse or neglect',
  '1128a3': 'convicted of a felony of health care fraud',
  '1128a4': 'convicted of a felony about controlled substances',
  '1128b1': 'convicted of a misdemeanor of health care fraud, or of fraud in another program',
  '1128b2': 'convicted of obstructing an investigation or audit',
  '1128b3': 'convicted of a misdemeanor about controlled substances',
  '1128b4': 'license revoked, suspended or surrendered',
  '1128b5': 'excluded or suspended by another federal or state health care program',
  '1128b6': 'excessive charges, or unnecessary or substandard services',
  '1128b7': 'fraud, kickbacks or other prohibited acts',
  '1128b8': 'an entity controlled by somebody who was sanctioned',
  '1128b9': 'did not disclose required information',
  '1128b10': 'did not supply information on subcontractors or suppliers',
  '1128b11': 'did not supply information on payments',
  '1128b12': 'did not grant immediate access',
  '1128b13': 'did not take corrective action',
  '1128b14': 'default on a health education loan or scholarship',
  '1128b15': 'owns or controls an entity that was sanctioned',
  '1128b16': 'false statement or misrepresentation of a material fact',
  '1128Aa': 'a civil money penalty',
  '1156': 'services that were unnecessary or below professional standards',
  '1160': 'services that were unnecessary or below professional standards (earlier law)',
  'BRCH SA': 'breach of a settlement agreement',
  'BRCH CIA': 'breach of a corporate integrity agreement',
}
