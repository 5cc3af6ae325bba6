import type { GuideSource } from './frame.tsx'

export const PUBMED = 'https://pubmed.ncbi.nlm.nih.gov'

/** In the order in which the guide leans on them. */
export const SCIATICA_SOURCES: GuideSource[] = [
  {
    id: 'nhs',
    title: 'Sciatica',
    published: 'National Health Service, England; patient page',
    url: 'https://www.nhs.uk/conditions/sciatica/',
    note: 'For how long it lasts and for the signs of an emergency; it says A&E where we say 911. Read in copies on other sites.',
  },
  {
    id: 'manual',
    title:
      'Myofascial Pain and Dysfunction: The Trigger Point Manual, volume 2, the lower extremities',
    published: 'Travell and Simons, first edition',
    note: 'Known to us only as others quote it.',
  },
  {
    id: 'njoo',
    title:
      'The occurrence and inter-rater reliability of myofascial trigger points in the quadratus lumborum and gluteus medius',
    published: 'Njoo and Van der Does, Pain 58(3), 1994, pages 317 to 323',
    note: 'Abstract read. Local soreness could be agreed on, referred pain could not.',
  },
  {
    id: 'piriformis',
    title: 'Piriformis syndrome',
    published: 'Wikipedia, a version of 2023',
    url: 'https://en.wikipedia.org/wiki/?oldid=1179761070',
  },
  {
    id: 'han',
    title:
      'The effectiveness and safety of acupuncture treatment on sciatica: a systematic review and meta-analysis',
    published: 'Han and others, Complementary Therapies in Medicine, 2022, 102872. PMID 35985442',
    url: `${PUBMED}/35985442/`,
    note: 'Abstract read.',
  },
  {
    id: 'zhang',
    title:
      'The efficacy and safety of acupuncture therapy for sciatica: a systematic review and meta-analysis of randomized controlled trials',
    published: 'Zhang and others, Frontiers in Neuroscience 17, 9 February 2023. PMID 36845439',
    url: `${PUBMED}/36845439/`,
    note: 'Abstract read. The whole paper is free to read.',
  },
  {
    id: 'scoping',
    title:
      'Needling interventions for sciatica: choosing methods based on neuropathic pain mechanisms, a scoping review',
    published: 'Perreault and others, Journal of Clinical Medicine 10(10), 19 May 2021, 2189',
    url: 'https://pmc.ncbi.nlm.nih.gov/articles/PMC8158699/',
    note: 'Abstract read. It searched up to August 2020; all ten studies it found were of acupuncture.',
  },
  {
    id: 'safety',
    title:
      'Acupuncture-related adverse events: systematic review and meta-analyses of prospective clinical studies',
    published: 'Bäumler and others, BMJ Open 11, 6 September 2021, e045961. PMID 34489268',
    url: `${PUBMED}/34489268/`,
    note: 'Abstract read.',
  },
  {
    id: 'cases',
    title: 'Adverse events of acupuncture: a systematic review of case reports',
    published:
      'Xu and others, Evidence-Based Complementary and Alternative Medicine, 20 March 2013, 581203. PMID 23573135',
    url: `${PUBMED}/23573135/`,
    note: 'Abstract read. It gathered 294 cases of harm by acupuncture between 2000 and 2011.',
  },
]
