/**
 * East Asian names as they are spelled with Latin letters: commas separate groups, and a group holds the
 * spellings of one name. Systems disagree about which name a spelling is (Chang is 張 for one and 常 for
 * another), hence a spelling stands in every group that it may belong to.
 */

/** Pinyin first, then Wade-Giles, Cantonese, Hokkien and Teochew. */
const CHINESE_SURNAMES = `
  bai pai pak, bi pi but, cai tsai choi choy chua tsoi tsay, cao tsao tso cho, cen sham shum,
  chang cheung sheung, chen chan tan chin ting, cheng ching, chi chih, cui tsui chui choi,
  dai tai toi, deng teng tang dang, ding ting, dong tung toong, du tu to, duan tuan tuen,
  fang fong hong, feng fung foong, fu foo poh, gao kao ko kou, ge ko kot, gong kung kong,
  gu ku koo, guan kwan kuan quan, guo kuo kwok quek kwock, hang hong, he ho hor, hong hung ang,
  hou hau, hu wu woo foo oh, hua wah, huang wong hwang ng ooi uy wee, ji chi kei, jia chia ka,
  jiang chiang keung geung, jiang chiang keung kiang keong kong, jin chin kam gam, kang hong,
  ke ko kwa, kong kung hung, kuang kwong fong, lai loi, lei lui louie, li lee lei lai,
  liang leung leong neo liong, liao liu liaw, lin lam lim lum, liu lau liew lao lou,
  long lung loong, lou lau low, lu lo loo, luo lo law loh, ma mah beh, mai mak, mei mui moy,
  meng mang, miao miu, mo mok, nie nieh nip lip, niu ngau new, ou au ow,
  ouyang auyeung auyang owyang, pan poon pun phua, pang pong, peng pang phang, qi chi tsi,
  qian chien chin tsien, qin chin chun tsin, qiu chiu yau khoo yao, ren jen yam yum,
  rong yung wing, ruan yuen juan, shao siu shiu, shen shum sum sim, shi shih shek,
  shi shih sze see, situ szeto seto, song sung soong, su so soo soh, sun suen soon, tan tam tham,
  tang tong thong, tao to tou, tian tien tin, tu to tou, wan man, wang wong ong heng, wei ngai wai,
  wen man wan mun, weng yung eng, wu ng goh woo eng, xia hsia ha, xian hsien sin,
  xiang hsiang heung, xiao hsiao siu siew shiau, xie hsieh tse cheah chia tze, xing hsing ying,
  xiong hsiung hung, xu hsu hui khoo koh, xu hsu tsui chui chee, xue hsueh sit, yan yen yim gan,
  yang yeung young yeong yeo ieong, yao yiu yeow yow, ye yeh yip ip yap, yin wan yan wun,
  yong yung weng, yu yue yee, yuan yuen, zeng tseng tsang jseng, zhan chan jim chim,
  zhang chang cheung cheong teo tiong, zhao chao chiu chiew jew, zhen chen yan,
  zheng cheng tay teh jheng, zhong chung chong, zhou chow chou chau chew jow joe, zhu chu choo jue,
  zhuang chuang chong, zou tsou chow jau, zuo tso jor
`

/** As most families spell them, then the two official systems. */
const KOREAN_SURNAMES = `
  ahn an, bae pae bai pai, baek paik baik paek back beck, ban pan bahn, bang pang bhang,
  byun byeon pyon pyun, cha tcha, chae chai, cheon chun chon, cho jo joe, choi choe chey choy,
  choo chu, do dho, do doh toh, eom um uhm eum om, ha hah, ham hahm, han hahn, heo hur huh her hoe,
  hwang whang, hyun hyeon, im lim yim rim leem, jang chang zang, jeon jun chun chon jhun cheon,
  ji jee chi chee, jin chin, joo ju chu choo, jung jeong chung chong cheong joung, kang gang kahng,
  ki gi kee, kil gil, kim gim ghim, koh ko go goh, kong gong, koo ku goo gu, kook kuk guk,
  kwak gwak kwack, kwon gwon kwun, kye gye, lee yi rhee yee li ree rhie, ma mah, moon mun,
  myung myeong, na ra nah rha, nam nahm, namgung namkoong namgoong namkung, noh roh no ro nho,
  oh o, ok ock, park pak bak bahk pahk, pyo phyo, ryu lyu yu, seo suh so sur, seok suk sok suck,
  seonwoo sunwoo sunu, shim sim, shin sin shinn, son sohn shon, sun seon sunn, sung seong,
  tak tahk, wi wee, won weon, woo wu u, yang ryang, yeo yuh yo, yeom yum youm yom,
  yoo yu ryu lyu you ryoo lew yew, yook yuk, yoon yun youn yune
`

/** Long vowels written or left out, and older spellings. */
const JAPANESE_SURNAMES = `
  ando andoh andou, endo endoh endou, fujii fuji, goto gotoh gotou, honma homma, hoshino hosino,
  iida ida, inoue inouye, ito itoh itou, jinbo jimbo, kanbe kambe, kato katoh katou,
  kondo kondoh kondou, kono kohno kouno, koyama kohyama, kudo kudoh kudou, maeda mayeda,
  muto mutoh mutou, naito naitoh naitou, niimi nimi, oba ohba ooba, ohashi oohashi,
  oishi ohishi ooishi, okawa ohkawa ookawa, okubo ohkubo ookubo, omori ohmori oomori,
  onishi ohnishi oonishi, ono ohno oono, osawa ohsawa oosawa, oshima ohshima ooshima,
  ota ohta oota, otani ohtani ootani, otsuka ohtsuka ootsuka, oyama ohyama ooyama,
  saito saitoh saitou, sato satoh satou, shimizu simizu, shindo shindoh shindou, sudo sudoh sudou,
  tsuchiya tsutiya, ueda uyeda, uehara uyehara, ueno uyeno, yukawa yuukawa
`

/** Regional forms, and spellings of families that came through Hong Kong or Taiwan. */
const VIETNAMESE_SURNAMES = `
  duong yuong, hoang huynh, luong leung, quach kwok, vo vu, vuong wong
`

const CHINESE_SYLLABLES = `
  bao pao po, bei pei pui, biao piao piu, bin pin pun, bing ping, bo po pok, cai tsai choi,
  chang cheung, chao chiu, chen chan sun, cheng ching shing, chuan chuen, chun tsun, ci tzu tsz,
  da ta tai, dan tan, de te tak, di ti tai, ding ting, dong tung, fang fong, fen fan fun,
  feng fung, gang kang kong, gao kao ko, guang kuang kwong, gui kuei kwai, guo kuo kwok, hai hoi,
  hao ho, he ho, heng hang, hong hung, hou hau, hu wu, hua hwa wah fa, huan wan, huang wong,
  hui fai, hui wai, ji chi kei, jia chia ka, jian chien kin, jiang chiang keung kong,
  jie chieh kit, jin chin kam, jing ching, jiu chiu kau, ju chu kuk, juan chuan kuen,
  jun chun kwan tsun, kai hoi, kang hong, ke ko, kun kuan kwan, lei lui, li lai lei lee,
  lian lien lin, liang leung, lin lam, ling leng, long lung, lu lo, mei mui may, min man, mu muk,
  nan nam, nian nien nin, ning ling, pei pui, peng pang, qi chi kei, qian chien chin,
  qiang chiang keung, qiao chiao kiu, qin chin kan kam, qing ching tsing, qiong chiung king,
  qiu chiu chau yau, quan chuan chuen, qun chun kwan, ren jen yan, rong jung yung wing, ru ju yu,
  rui jui shui, run jun yun, shan san, shao shiu siu, shen shum, sheng shing, shi shih sze,
  shu shuk, shuang sheung, shun soon, si szu sze, song sung chung, su so, tao to, tian tien tin,
  tong tung, wei wai, wen man wan, xi hsi hei sai, xia hsia ha, xian hsien sin, xiang hsiang heung,
  xiao hsiao siu shiao, xin hsin sum yan shin, xing hsing hing sing, xiong hsiung hung,
  xiu hsiu sau, xuan hsuan suen, xue hsueh, xun hsun, yan ngan, yan yen yin, yang yeung, yao yiu,
  ye yeh yip, yi i yee, yin yan, ying ing, yong yung wing, you yau, yu yue, yu yuk, yuan yuen,
  yue yueh yuet, yun wan, ze tse chak, zhan chan, zhao chao chiu, zhen chen jan chun,
  zheng cheng ching, zhi chih chi, zhong chung, zhou chou chau, zhu chu, zhuang chuang,
  zhuo cho cheuk, zi tzu tsz, zong tsung chung
`

const KOREAN_SYLLABLES = `
  ae ai, ah a, an ahn, bin been, bok pok, bong pong, boo bu, bum beom pom,
  byung byeong pyong byoung pyung, cheon chun chon, cheong chung, choon chun, choong chung,
  chul cheol chol chull, dae tae dai, do doh to, dong tong, duk deok tok duck, eum um, eun un,
  ga ka, gang kang, geun keun kun gun, go ko koh, gon kon, gu ku koo goo, gwon kwon, gyeom kyum,
  hae hai, hee hui hi hie, heung hung, hoon hun, hwa wha, hwan whan, hye hea hyae hyeh, hyo hyoh,
  hyuk hyeok hyok hyug, hyun hyeon hyon hyoun, il yil, in een ihn, ja cha jah, jae jai chae je,
  jee ji chi chee, jik chik, jin chin gin, jo cho, jong chong, joo ju chu, joong jung chung,
  jun joon chun june, jung jeong chung chong joung, kap gap, ki gi kee gee, kil gil,
  kook guk kuk gook, kum geum keum gum, kwang gwang, kyo gyo, kyu gyu kew, kyun gyun,
  kyung gyeong kyeong kyoung kyong gyung, mi me mee, moon mun, mu moo, myung myeong myong myoung,
  na ra nah, no noh, nyun nyeon, ok ock, pil phil, pyung pyeong pyong, rae lae nae, ran lan,
  ri rhee lee ree, rim lim, rin lin, ryul yul, ryun ryeon yeon, se say seh, seo suh so,
  seol sul sol, seung sung, shim sim, shin sin, si shi see, sik shik sick, sil shil, song sung,
  soo su sue, sook suk sug, soon sun, suk seok sok suck, sun seon son, sung seong soung,
  taek tack taeg, ui eui, wan whan, won weon, woo wu u, wook uk ook wuk, ye yeh yea, yeo yuh,
  yeol yul yol, yeon yun yon youn yeun yearn, yeop yup yop yeob yub, yong ryong lyong,
  yoon yun youn, young yeong yong yung, yu yoo you
`

/** Whole names: those of Japan and Vietnam are not put together from free syllables. */
const OTHER_GIVEN_NAMES = `
  chizuko chiduko, goro goroh gorou, hiroshi hirosi, hoang huynh, ichiro ichiroh ichirou,
  jiro jiroh jirou, junichi juniti, kazuko kaduko, kei kay, kenji kenzi, koji kohji kouji,
  kosuke kohsuke kousuke, kotaro kohtaro koutarou, kyoko kyohko kyouko, phuong fuong, quynh quyn,
  ryo ryoh ryou, ryoko ryohko ryouko, saburo saburoh saburou, sachiko satiko, satsuki satuki,
  shinichi sinichi, shinji sinji, shiro shiroh shirou, shoji shohji syoji shouji,
  shuji syuji shuuji, takashi takasi, taro taroh tarou, tetsuo tetuo, thuy thui, toru tohru tooru,
  yoko yohko youko, yosuke yohsuke yousuke, yuji yuuji, yuki yuuki, yuko yuhko yuuko, yumi yuumi,
  yusuke yuusuke
`

const groupsOf = (lists: readonly string[]): string[] =>
  lists.flatMap((list) => list.split(',').map((group) => group.trim()))

/** Spellings of one surname: lower-case ASCII, separated by spaces, at least two in a group. */
export const SURNAME_ROMANIZATIONS: readonly string[] = groupsOf([
  CHINESE_SURNAMES,
  KOREAN_SURNAMES,
  JAPANESE_SURNAMES,
  VIETNAMESE_SURNAMES,
])

/**
 * Spellings of one syllable of a given name, in the same shape. The languages keep their own groups:
 * only one who mixes them would take Hyun for Xuan.
 */
export const SYLLABLE_ROMANIZATIONS: readonly string[] = groupsOf([
  CHINESE_SYLLABLES,
  KOREAN_SYLLABLES,
  OTHER_GIVEN_NAMES,
])
