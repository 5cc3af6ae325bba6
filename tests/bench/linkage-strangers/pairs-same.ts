/** Pairs of names that one person could well bear: cause, then one pair a line. */
export const SAME: Record<string, string> = {
  'order swap': `
    KIM JIN HEE | Jin Hee Kim
    CHEN WEI | Wei Chen
    COHEN MICHAEL DAVID | Michael David Cohen
    Nguyen Thi Mai | Thi Mai Nguyen
    LEE YOUNG | Young Lee
    Tanaka, Yuko | Yuko Tanaka
    GARCIA LOPEZ MARIA | Maria Garcia Lopez
    DE LA CRUZ ANA | Ana de la Cruz
    VAN DER BERG JAN | Jan van der Berg
    O'BRIEN SEAN P | Sean P. O'Brien
    Zhang Xiaoming | Xiaoming Zhang
    PARK SUNG HO | Sung Ho Park
    Ivanova Elena | Elena Ivanova
    ST. JOHN ROBERT | Robert St. John
    PATEL PRIYA R | Priya R Patel
    WU JIE | Jie Wu
    MCCARTHY ANN MARIE | Ann Marie McCarthy
    Li, Na | Na Li
    KATZ YITZCHOK | Yitzchok Katz
    CHOI EUN JUNG | Eun Jung Choi`,
  'joined, split, hyphenated': `
    Ki Nam Lee | Ki-nam Lee
    Kinam Lee | Ki Nam Lee
    KIM JINHEE | Jin-Hee Kim
    Xiao Ming Wang | Xiaoming Wang
    Hsiao-Ming Wang | Hsiao Ming Wang
    Mary Ann Fisher | Maryann Fisher
    Jean-Paul Moreau | Jean Paul Moreau
    Di Marco Anna | Anna DiMarco
    De Luca Gina | Gina DeLuca
    Mac Donald Ian | Ian MacDonald
    O Connor Brigid | Brigid O'Connor
    Van Dyke Laura | Laura VanDyke
    LA ROSA TINA | Tina LaRosa
    Sung-Hyun Cho | Sunghyun Cho
    YOON SOOK JA | Sookja Yoon
    Wai-Man Cheung | Wai Man Cheung
    Hong Hai Qiu | Honghai Qiu
    D Angelo Marco | Marco D'Angelo
    Saint James Paula | Paula St. James
    Ouyang Li | Ou Yang Li
    Smith-Jones Carol | Carol Smith Jones
    Anne-Marie Dubois | Annemarie Dubois`,
  'short form': `
    Robert Hallow | Bob Hallow
    William T. Penn | Bill Penn
    Elizabeth Grove | Betsy Grove
    Margaret Dunn | Peggy Dunn
    Katherine Voss | Kathy Voss
    Michael Stern | Mike Stern
    Jeffrey Adler | Jeff Adler
    Geoffrey Lane | Jeff Lane
    Theodore Wynn | Ted Wynn
    Patricia Kroll | Trish Kroll
    Deborah Hines | Debbie Hines
    Christopher Ott | Chris Ott
    Christina Marsh | Tina Marsh
    Alexander Rusk | Sasha Rusk
    Susan Bright | Suzie Bright
    Judith Rand | Judy Rand
    Dmitry Orlov | Dima Orlov
    Yevgenia Gorin | Eugenia Gorin
    Francisco Vela | Paco Vela
    Guadalupe Rios | Lupe Rios
    Mordechai Blum | Motty Blum
    Avraham Stein | Abraham Stein
    Salvatore Gallo | Sal Gallo
    Lawrence Pike | Larry Pike
    Jonathan Reef | Jon Reef
    Kimberly Wade | Kim Wade
    Rebecca Thorne | Becky Thorne
    Timothy Crane | Tim Crane
    Victoria Lowe | Vicky Lowe
    Steven Marlow | Stephen Marlow
    Catherine Doyle | Kathryn Doyle
    Shaun Keane | Sean Keane`,
  'alias beside': `
    Ming "David" Chen | Ming Chen
    Ming "David" Chen | David Chen
    Ming (David) Chen | David Ming Chen
    WONG WAI MAN GRACE | Grace Wai Man Wong
    Jin Hee Grace Kim | Grace Kim
    Jin Hee Grace Kim | Jin Hee Kim
    LIU XIAOLI LILY | Xiaoli Liu
    Young-Ho (Peter) Park | Peter Young-Ho Park
    Sunhee "Sunny" Cho | Sunhee Cho
    Hui-Ling Amy Hsu | Amy Hsu
    Jae Won Daniel Oh | Daniel Oh
    Helen Mei Lin | Mei Lin
    Zhi Qiang "Jack" Zhou | Jack Zhou
    Yitzchok (Isaac) Weiss | Isaac Weiss`,
  'middle name or initial': `
    Michael D. Cohen | Michael Cohen
    Michael David Cohen | Michael D Cohen
    ROSS LAURA ELLEN | Laura E. Ross
    Laura Ross | Laura Ellen Ross
    J. Michael Farrow | John Michael Farrow
    Susan K Lund | Susan Lund
    Thomas A. B. Wright | Thomas Wright
    Anna Maria Rossi | Anna M Rossi
    WALKER JAMES EDWARD | James E Walker
    Sarah Beth Klein | Sarah Klein
    John Q. Hart | John Hart
    P. Owen Reilly | Patrick Owen Reilly
    Rosa María Díaz | Rosa M. Diaz
    Karen L. Bishop | KAREN LYNN BISHOP`,
  'accents and marks': `
    José García | JOSE GARCIA
    Mónica Núñez | Monica Nunez
    Zoë Krüger | Zoe Kruger
    Jürgen Müller | Jurgen Mueller
    Renée Dubois | Renee Dubois
    Ángel Peña | Angel Pena
    François Côté | Francois Cote
    Søren Dahl | Soren Dahl
    Łukasz Nowak | Lukasz Nowak
    Siobhán O’Neill | Siobhan O'Neill
    Nguyễn Thị Lan | Nguyen Thi Lan
    Bjørn Åsen | Bjorn Asen`,
  'degrees and titles inside': `
    Jin H. Kim, L.Ac., Dipl. O.M. (NCCAOM) | Jin H Kim
    Dr. Amy Stone, DACM, L.Ac. | Amy Stone
    STONE LAC AMY | Amy Stone
    Peter Moss MSOM LAc | Peter Moss
    Lisa Hart, RN, MS, L.Ac. | Lisa Hart
    Yan Li, M.D. (China), L.Ac. | Yan Li
    Prof. Hong Wu, Ph.D. | Hong Wu
    Ms. Dana Frost, Dipl. Ac. | Dana Frost
    Kevin Bell DAOM | KEVIN BELL
    Mrs. Olga Markova LMT LAc | Olga Markova
    Tara Finch, M.Ac., Dipl.Ac. | TARA FINCH
    Rabbi Eli Roth, L.Ac | Eli Roth`,
  'married and double surnames': `
    Maria Garcia Lopez | Maria Garcia
    Maria Garcia-Lopez | Maria Garcia Lopez
    Susan Hill-Parker | Susan Parker
    Susan Hill-Parker | Susan Hill
    Jane Miller Cole | Jane Cole
    Laura (Brandt) Jensen | Laura Jensen
    Ana Ruiz de Vega | Ana Ruiz
    Mi Sook Kim Harris | Mi Sook Harris
    Mi Sook Kim Harris | Mi Sook Kim
    Rachel Blum Katz | Rachel Blum-Katz
    Elena Petrova-Stone | Elena Petrova
    Carmen Díaz Soto | Carmen Díaz`,
  'other romanization': `
    Xiaohong Zhang | Hsiao-hung Chang
    Zhiming Xu | Chih-ming Hsu
    Ka Ming Chan | Jiaming Chen
    Young Hee Lee | Yeong Hui Yi
    Sung Min Park | Seong Min Bak
    Jung Soo Choi | Jeong Su Choe
    Kyung Sook Noh | Gyeong Suk Roh
    Hyun Woo Chung | Hyeon U Jeong
    Yoko Ono | Yohko Ohno
    Kenichi Ito | Kenichi Itoh
    Wai Man Cheung | Huiwen Zhang
    Guoqiang Cai | Kuo-chiang Tsai
    Jun Ho Yoo | Joon Ho Ryu
    Eun Mi Im | Eun Mi Lim
    Qing Zhao | Ching Chao
    Sergey Yakovlev | Sergei Yakovlev
    Yuliya Tsoi | Julia Tsoy
    Oleksandr Kovalenko | Alexander Kovalenko
    Mohammed Rahim | Muhammad Rahim
    Seung Hoon Baek | Seung Hun Paik`,
  slip: `
    Patricia Haines | Patrica Haines
    Stephanie Krauss | Stephanie Kraus
    Jonathan Whitlock | Jonathan Whitlcok
    Caroline Ferris | Caroline Feris
    Rosenberg Daniel | Rosenburg Daniel
    Theresa Fitzgerald | Theresa Fitzgearld
    Xiuling Zhuang | Xiulin Zhuang
    Vladimir Shevchenko | Vladimir Shevchenk
    Catarina Lombardi | Catarina Lombadri
    Benjamin Abramson | Benjamim Abramson
    Hiroshi Matsumoto | Hiroshi Matsumto
    Gabriela Villareal | Gabriela Villarreal
    Christopher Langley | Chrsitopher Langley
    Margaret Osterman | Margaret Ostermann
    Frederick Halloran | Frederick Haloran
    Marianne Kessler | Marriane Kessler`,
  'suffix and case': `
    JOHN SMITHSON JR | John Smithson, Jr.
    Robert Dale III | ROBERT DALE 3RD
    mcdonald, ian | Ian McDonald
    Joseph Rizzo Sr. | JOSEPH RIZZO SR
    o'hara kate | Kate O'Hara
    HENRY WARD II | Henry Ward II
    Paul De Santis | PAUL DESANTIS
    ann  LEE   wells | Ann Lee Wells`,
}
