/** Names of the strangers; written for this set alone, common ones first. */

export type Group =
  | 'korean'
  | 'chinese'
  | 'japanese'
  | 'vietnamese'
  | 'jewish'
  | 'anglo'
  | 'hispanic'
  | 'italian'
  | 'russian'
  | 'indian'

export const words = (text: string): string[] => text.trim().split(/\s+/)

/** Spellings by system: pinyin, Taiwan, Hong Kong. */
export const CHINESE_SURNAMES = words(`
  wang/wang/wong li/lee/lee zhang/chang/cheung chen/chen/chan liu/liu/lau lin/lin/lam huang/huang/wong
  yang/yang/yeung wu/wu/ng zhao/chao/chiu zhou/chou/chow xu/hsu/hui sun/sun/suen ma/ma/ma zhu/chu/chu
  guo/kuo/kwok he/ho/ho gao/kao/ko zheng/cheng/cheng luo/lo/law liang/liang/leung xie/hsieh/tse
  tang/tang/tong song/sung/sung cai/tsai/choi deng/teng/tang feng/feng/fung ye/yeh/yip pan/pan/poon
  jiang/chiang/keung yu/yu/yu dong/tung/tung shen/shen/shum yuan/yuan/yuen lu/lu/lo jin/chin/kam
  cao/tsao/tso su/su/so xiao/hsiao/siu fan/fan/fan peng/peng/pang wei/wei/wai tian/tien/tin qiu/chiu/yau
  ren/jen/yam fang/fang/fong cui/tsui/chui bai/pai/pak ding/ting/ting zeng/tseng/tsang
`).map((entry) => entry.split('/'))

export const CHINESE_SYLLABLES = words(`
  ming/ming/ming wei/wei/wai hua/hua/wah xiao/hsiao/siu mei/mei/mei li/li/lai ying/ying/ying
  jun/chun/chun hong/hung/hung jian/chien/kin yan/yen/yin ping/ping/ping jie/chieh/kit fang/fang/fong
  yu/yu/yu hui/hui/wai lan/lan/lan qing/ching/ching guo/kuo/kwok zhi/chih/chi xin/hsin/sum
  feng/feng/fung na/na/na lei/lei/lui yong/yung/wing wen/wen/man rong/jung/wing qiang/chiang/keung
  dong/tung/tung jing/ching/ching hai/hai/hoi xia/hsia/ha juan/chuan/kuen bo/po/bor tao/tao/to
  shu/shu/shuk yi/yi/yee ting/ting/ting chun/chun/chun shan/shan/shan an/an/on bin/pin/pan cheng/cheng/shing
  da/ta/tai de/te/tak fu/fu/fu gang/kang/kong guang/kuang/kwong hao/hao/ho he/ho/wo jia/chia/ka
  kai/kai/hoi ke/ko/ho liang/liang/leung lin/lin/lam long/lung/lung min/min/man ning/ning/ning
  peng/peng/pang qi/chi/kei rui/jui/sui sheng/sheng/sing shi/shih/see shuang/shuang/sheung
  su/su/so xiang/hsiang/heung xue/hsueh/suet yang/yang/yeung yue/yueh/yuet yun/yun/wan ze/tse/chak
  zhen/chen/chun zhong/chung/chung zi/tzu/tsz
`).map((entry) => entry.split('/'))

export const KOREAN_SURNAMES = words(`
  kim lee kim lee park kim lee choi kim park jung lee kang cho yoon chang lim han oh shin kwon suh
  hwang ahn song yoo hong chun ko moon yang son bae baek huh nam shim noh ha kwak sung cha joo woo
`)

export const KOREAN_FIRST = words(`
  young jin hyun sung min jae eun ji soo kyung dong mi sang hee yoon tae chang seung joon in myung
  kwang woo byung won bo chan da dae duk ga han hwa in ja ju kang kun mun na sa se seo seul
  shin si so tai ye yeon yong yun
`)

export const KOREAN_LAST_F = words(
  'hee mi sook ja ok kyung jung sun soo ah ran eun jin young hye bin in hwa rim won joo na',
)
export const KOREAN_LAST_M = words(
  'ho soo min hyun woo jin chul sik kyu hoon il jun suk young seok bum kwon hwan tae wan rak gil',
)

export const KOREAN_OTHER_SPELLINGS = words(`
  lee/yi/rhee park/pak/bak choi/choe jung/jeong/chung kang/gang cho/jo yoon/yun chang/jang lim/im
  shin/sin kwon/gwon suh/seo ahn/an yoo/yu/ryu chun/jeon moon/mun baek/paik huh/heo noh/roh woo/wu
  young/yeong hyun/hyeon sung/seong eun/un soo/su kyung/gyeong hee/hui yoon/yun joon/jun won/weon
  sook/suk sun/seon chul/cheol hoon/hun seok/suk myung/myeong woo/wu
`).map((entry) => entry.split('/'))

export const ALIASES_F = words(`
  grace jennifer amy susan linda helen michelle sarah christine jessica angela nancy vivian jane annie
  cindy tina lucy alice joyce emily lily julie esther eunice connie sandy may wendy sophia gina irene
  hannah rachel claire judy carol diana ellen gloria hellen iris jasmine karen laura maggie miranda
  olivia peggy rebecca rosa sharon stella teresa tiffany vicky winnie yvonne
`)
export const ALIASES_M = words(`
  david john james peter paul daniel andrew michael kevin tony eric jason steven joseph henry thomas
  frank william jack alex simon richard sam benjamin raymond kenneth albert brian stanley victor
  aaron alan charles christopher derek edward edwin eugene gary george henry isaac jeffrey johnny
  leo mark martin matthew philip robert roger ronald ryan timothy vincent wilson
`)

interface Names {
  family: string[]
  women: string[]
  men: string[]
}

const lists = (family: string, women: string, men: string): Names => ({
  family: words(family),
  women: words(women),
  men: words(men),
})

export const NAMES: Record<Exclude<Group, 'korean' | 'chinese'>, Names> = {
  japanese: lists(
    `tanaka sato suzuki yamamoto ito watanabe nakamura kobayashi kato ono yoshida yamada sasaki ota
     saito matsumoto inoue kimura hayashi goto shimizu okada ohashi kudo`,
    'yuko keiko yumi naoko yoko akiko tomoko mari kumiko kaori emi noriko junko ayako',
    'hiroshi kenji takashi koji makoto ken akira yuji taro shinji ryo',
  ),
  vietnamese: lists(
    'nguyen tran nguyen le pham nguyen huynh vo phan hoang dang bui do vu ngo',
    'thi_lan thi_mai thuy huong linh ngoc_anh phuong hanh kim_chi',
    'van_minh minh tuan duc_anh hung quang long thanh hai',
  ),
  jewish: lists(
    `cohen goldberg levy katz friedman schwartz rosenberg klein weiss kaplan shapiro greenberg stein
     feldman rosen levine hirsch bernstein adler blum silver roth weinstein epstein fein`,
    `rachel sarah rebecca miriam deborah leah judith susan esther naomi hannah ruth chana rivka
     barbara ellen amy lauren stephanie`,
    `michael david daniel joshua jonathan steven jeffrey joseph benjamin samuel mark alan yitzchok
     mordechai moshe jacob robert howard lawrence adam`,
  ),
  anglo: lists(
    `smith johnson williams brown jones miller davis murphy wilson anderson moore taylor thomas clark
     kelly walker sullivan o'brien mccarthy hall young baker o'connor reilly campbell parker ryan
     fitzgerald stewart morris cook bailey reed hughes price macdonald st._john mcgrath whitfield
     ashworth penhallow thistlewood`,
    `jennifer elizabeth mary susan katherine margaret patricia linda christine laura amy karen lisa
     kathleen nancy deborah ann julie stephanie heather emily megan erin anne jessica kimberly carol
     mary_ann catherine`,
    `john michael robert william james david thomas christopher richard matthew daniel stephen mark
     joseph edward kevin brian peter timothy andrew patrick charles gregory kenneth jeffrey`,
  ),
  hispanic: lists(
    `rodríguez garcía martínez lópez hernández gonzález pérez sánchez ramírez torres rivera díaz gómez
     cruz reyes morales ortiz vargas de_la_cruz núñez peña del_valle muñoz`,
    `maría ana carmen rosa luz maría_elena patricia mónica gloria sofía lucía teresa isabel guadalupe
     sonia verónica`,
    `josé juan carlos luis miguel jorge rafael francisco jesús josé_luis ángel pedro manuel andrés
     ramón alberto`,
  ),
  italian: lists(
    `russo romano esposito ricci marino greco de_luca ferrari bruno gallo conti costa di_marco
     d'angelo lombardi caruso mancini santoro de_santis la_rosa`,
    `maria lisa angela donna theresa gina nicole michele carla francesca diana anna josephine`,
    `anthony joseph frank vincent michael john salvatore robert louis nicholas dominic paul`,
  ),
  russian: lists(
    `ivanov petrov volkov smirnov shevchenko bondarenko kuznetsov popov sokolov kravchenko melnik
     rabinovich gurevich zaitsev orlov`,
    `elena olga natalia tatiana irina svetlana marina anna yelena ekaterina oksana galina lyudmila`,
    `alexander sergey dmitry vladimir igor mikhail yuri andrei boris oleg alexey eugene`,
  ),
  indian: lists(
    'patel shah singh kumar sharma gupta desai mehta reddy rao joshi',
    'priya anita sunita nisha kavita meena deepa rekha lakshmi',
    'raj amit sanjay vijay rahul ravi anil suresh rajesh',
  ),
}

/** What people write instead of the name in their papers. */
export const SHORT_FORMS: Record<string, string[]> = Object.fromEntries(
  words(`
    jennifer/jen/jenny elizabeth/liz/beth/betsy/lisa susan/sue/susie katherine/kathy/kate/katie
    margaret/maggie/peggy/meg patricia/pat/trish/patty christine/chris/tina/chrissy deborah/debbie/deb
    kathleen/kathy/kate stephanie/steph kimberly/kim rebecca/becky judith/judy barbara/barb rachel/rae
    theresa/terry/tess josephine/jo/josie michael/mike robert/bob/rob/bobby william/bill/will james/jim
    thomas/tom christopher/chris richard/rick/rich/dick matthew/matt daniel/dan/danny stephen/steve
    steven/steve joseph/joe edward/ed/ted timothy/tim andrew/andy/drew patrick/pat charles/chuck/charlie
    gregory/greg kenneth/ken jeffrey/jeff anthony/tony vincent/vinny salvatore/sal nicholas/nick
    joshua/josh jonathan/jon benjamin/ben samuel/sam lawrence/larry yitzchok/isaac mordechai/motty
    moshe/moses rivka/rebecca chana/hannah alexander/alex/sasha dmitry/dima natalia/natasha
    tatiana/tanya elena/lena ekaterina/katya vladimir/vlad mikhail/michael lyudmila/mila oksana/xenia
    francisco/frank/paco guadalupe/lupe rafael/ralph david/dave peter/pete victoria/vicky
  `).map((entry) => {
    const [full = '', ...short] = entry.split('/')
    return [full, short]
  }),
)
