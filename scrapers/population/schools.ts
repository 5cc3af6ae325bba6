/** Schools, programs and words that diplomates give in their own entries. */

export const TRI_STATE = [
  'Tri-State College of Acupuncture',
  'Tri-State College of Acupuncture',
  'Tri-State College Of Acupuncture',
  'Tri State College of Acupuncture',
  'TriState College of Acupuncture',
  'TRI-STATE COLLEGE OF ACUPUNCTURE',
]

export const APM_PROGRAMS = [
  "Master's Degree program - Acupuncture",
  "Master's Degree program - Acupuncture Physical Medicine",
  "Master's Degree program - Oriental Medicine",
  'Certificate program - Acupuncture Physical Medicine',
]

/** Schools of the three states, and invented ones. */
export const SCHOOLS = [
  'Pacific College of Health and Science',
  'Pacific College of Health and Science',
  'Eastern School of Acupuncture and Traditional Medicine',
  'University of Bridgeport Acupuncture Institute',
  'Harborview College of Oriental Medicine',
  'Nine Rivers Institute of Acupuncture',
  'Lakemoor University of East Asian Medicine',
]

export const PROGRAMS = [
  "Master's Degree program - Acupuncture",
  "Master's Degree program - Oriental Medicine",
  'Doctoral Degree program - Acupuncture with Chinese Herbal Medicine',
  'Diploma program - Acupuncture',
]

/** Each speaks of the training that the directory looks for. */
export const ABOUT_TRAINED = [
  'I trained for three years in Acupuncture Physical Medicine. Back and hip pain are my main work.',
  'My practice rests on APM and on careful palpation.',
  'I release trigger points in the gluteal muscles for sciatica. Sessions last an hour.',
  'Trigger point acupuncture is at the heart of what I do, together with home exercises.',
  'I treat myofascial pain of the neck and jaw.',
]

/** None makes a claim; two name the words in order to deny them. */
export const ABOUT_OTHER = [
  'I practice a gentle style and take time to listen.',
  'Women’s health and fertility have been my focus for fifteen years.',
  'My clinic offers acupuncture and herbal formulas in a quiet setting. Evening hours on request.',
  'I work with stress, sleep and digestion.',
  'Community acupuncture at prices for everyone.',
  'I do not use trigger point needling; my needles stay shallow.',
  'I was never trained in dry needling, trigger points or other western methods.',
  'Japanese style acupuncture with little stimulation. Children are welcome.',
]
