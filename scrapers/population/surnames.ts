/** Family names by origin, commonest first. Any likeness of a combination to a person is chance. */

const list = (text: string): string[] => text.trim().split(/\s*\|\s*|\s*\n\s*/)

/** Each as written in pinyin, by Cantonese speakers and in Wade-Giles. */
export const CHINESE_SURNAMES = list(`
  Chen/Chan/Chen | Wang/Wong/Wang | Li/Lee/Lee | Zhang/Cheung/Chang | Liu/Lau/Liu | Lin/Lam/Lin
  Huang/Wong/Hwang | Yang/Yeung/Yang | Wu/Ng/Wu | Zhao/Chiu/Chao | Zhou/Chow/Chou | Xu/Tsui/Hsu
  Zheng/Cheng/Cheng | Sun/Suen/Sun | Ma/Ma/Ma | Zhu/Chu/Chu | Hu/Wu/Hu | Guo/Kwok/Kuo | He/Ho/Ho
  Gao/Ko/Kao | Luo/Law/Lo | Liang/Leung/Liang | Xie/Tse/Hsieh | Tang/Tong/Tang | Cai/Choi/Tsai
  Deng/Tang/Teng | Feng/Fung/Feng | Jiang/Keung/Chiang | Cao/Cho/Tsao | Peng/Pang/Peng
  Zeng/Tsang/Tseng | Xiao/Siu/Hsiao | Ye/Yip/Yeh | Pan/Poon/Pan | Dong/Tung/Tung | Yuan/Yuen/Yuan
  Lu/Luk/Lu | Qian/Chin/Chien | Shen/Shum/Shen | Su/So/Su | Jin/Kam/Chin | Qiu/Yau/Chiu | Fan/Fan/Fan
  Yu/Yu/Yu | Du/To/Tu | Song/Sung/Sung | Ouyang/Auyeung/Ouyang | Situ/Szeto/Szutu | Gu/Ku/Ku
  Hong/Hung/Hung | Shi/Sze/Shih | Mao/Mo/Mao | Xia/Ha/Hsia | Fu/Foo/Fu | Bai/Pak/Pai | Zhuang/Chong/Chuang
`).map((name) => name.split('/'))

export const KOREAN_SURNAMES = list(`
  Kim | Lee | Park | Choi | Chung | Cho | Kang | Yoon | Jang | Lim | Han | Shin | Suh | Kwon | Hwang | Ahn
  Song | Yoo | Hong | Jung | Oh | Moon | Yang | Bae | Seo | Cha | Joo | Woo | Min | Nam | Ryu | Noh | Koo | Im
  Jeong | Paik | Pyun | Namkoong | Sunwoo
`)

export const JAPANESE_SURNAMES = list(`
  Tanaka | Sato | Suzuki | Nakamura | Yamamoto | Kobayashi | Ito | Watanabe | Yoshida | Mori | Kimura | Hayashi
  Saito | Matsuda | Ogawa | Fujii | Ishikawa | Endo | Aoki | Shimizu | Kuroda | Onishi | Morinaga
`)

export const VIETNAMESE_SURNAMES = list(`
  Nguyen | Tran | Le | Pham | Vo | Dang | Bui | Do | Ngo | Duong | Huynh | Truong | Lac | Luong
`)

export const HISPANIC_SURNAMES = list(`
  Rodríguez | García | Martínez | López | Pérez | Ramírez | Torres | Vázquez | Rivera | Santos | Muñoz | Núñez
  Castillo | Delgado | Ibáñez | Quiñones | Zambrano | Peralta | Villalobos | Echeverría
`)

export const JEWISH_SURNAMES = list(`
  Cohen | Levy | Goldberg | Katz | Friedman | Rosen | Shapiro | Weiss | Kaplan | Schwartz | Feldman | Adler
  Rosenthal | Greenbaum | Blumenfeld | Zilberman | Perlmutter | Lifschitz | Teitelbaum | Gurevich
`)

export const ITALIAN_SURNAMES = list(`
  Russo | Romano | Esposito | Caruso | Moretti | DeLuca | Marino | Ricci | D'Angelo | Gallo | Ferraro
  Di Pietro | Santangelo | D'Amico | Lombardi | Della Rocca | Campanella | Pellegrino
`)

export const IRISH_SURNAMES = list(`
  Murphy | Kelly | O'Brien | Sullivan | O'Connor | McCarthy | Ryan | Doyle | Byrne | McDonnell | Gallagher
  O'Rourke | Fitzgerald | McKenna | Donoghue | MacNamara | O'Shaughnessy
`)

export const ANGLO_SURNAMES = list(`
  Smith | Johnson | Brown | Miller | Davis | Wilson | Anderson | Taylor | Clark | Lewis | Walker | Young | Allen
  Wright | Baker | Carter | Parker | Bennett | Foster | Hayes | Coleman | Whitaker | Thornton | Ellsworth
  Lindqvist | Van der Meer | Kowalski | Novák | Müller | St. John | Haverford | Quimby | Applegarth
`)

export const SOUTH_ASIAN_SURNAMES = list(
  `Patel | Shah | Singh | Desai | Mehta | Iyer | Banerjee | Chaudhry`,
)

export const SLAVIC_SURNAMES = list(`
  Petrov | Ivanova | Kuznetsov | Volkova | Shevchenko | Bondarenko | Melnik | Sokolov | Zaytseva
`)
