/**
 * Family and given names that many acupuncturists of the three states bear. A name of such words
 * alone is common even in a directory that so far holds too few people to show it.
 */
export const COMMON_NAME_WORDS: ReadonlySet<string> = new Set(
  `
  chan chang chen cheng cheung chin chiu choi chow chu chung feng gao guo han he ho hong hsu hu huang hui hung
  jiang jin kang kwan kwok lai lam lau lee leung li lian liang liao lim lin liu lo lu luo ma mei min ming
  ng pan peng qian shen shi sun tan tang tsai tsang wang wei wen wong wu xia xiao xie xu yan yang yao ye
  yee yi yin ying yong yu yuan yun zeng zhang zhao zheng zhi zhong zhou zhu
  ahn bae baek cho eun hee hwang hyun ja jae jang jeong ji joo joon jun jung kim ki kwon kyung moon nam
  oh park seo seung shin sin so song soo soon suk sung woo yeon yoo yoon young
  anh dang do duong hoa huynh le linh mai minh nguyen pham phan thi tran van vo vu
  akiko keiko sato suzuki tanaka takahashi watanabe yamamoto yoko yuki
  ana carlos castillo cruz de garcia gomez gonzalez hernandez jose juan lopez luis maria martinez perez
  ramirez rivera rodriguez sanchez torres
  adams allen amy andrea andrew angela anna anne anthony barbara brian brown carol catherine christina
  christine christopher claire cohen daniel david davis deborah diana donna elizabeth emily eric evans
  frank friedman george goldberg grace green hall harris helen henry jackson james jane jason jean
  jennifer jessica joan john johnson jonathan jones joseph joy joyce judith julia julie karen katherine
  kathleen kelly kenneth kevin king laura levine levy lewis linda lisa lynn marc margaret marie mark
  martin mary matthew melissa michael michelle miller mitchell moore nancy nicole pamela patricia patrick
  paul peter rachel rebecca richard robert roberts robinson rose russo ruth ryan sam sarah schwartz scott
  sharon smith stephanie stephen steven susan taylor theresa thomas thompson timothy tony victoria walker
  white william williams wilson wright
  `
    .trim()
    .split(/\s+/),
)
