/** Pairs of names that are alike and yet two people's: cause, then one pair a line. */
export const DIFFERENT: Record<string, string> = {
  'one letter, another name': `
    Hyun Kim | Hyung Kim
    Min Lee | Mina Lee
    Jung Park | Jang Park
    Wei Wang | Wei Yang
    Jun Li | Jin Li
    Mei Chen | Wei Chen
    Ying Lin | Ling Lin
    Jian Zhou | Jian Zhu
    Li Ma | Li Ha
    Soo Han | Soo Hwan
    Sun Ho Kim | Sun Hee Kim
    Young Ja Lee | Young Ae Lee
    Eun Ji Cho | Eun Hi Cho
    Yan Liu | Yang Liu
    Hong Xu | Dong Xu
    Fang Wu | Feng Wu
    Lan Tran | Lam Tran
    Thu Nguyen | Tho Nguyen
    Jie Gao | Jia Gao
    Na Sun | Nan Sun
    Erica Katz | Eric Katz
    Paul Rossi | Paula Rossi
    Mario Costa | Maria Costa
    Julio Reyes | Julia Reyes
    Daniel Roth | Daniela Roth
    Andre Cole | Andrea Cole
    Carlo Greco | Carla Greco
    Marc Hill | Mary Hill
    Joan Frank | John Frank
    Dana Frost | Diana Frost
    Jean Hart | Dean Hart
    Karen Wolf | Karin Wolfson`,
  'Korean syllables': `
    Jin Hee Kim | Jin Ho Kim
    Jin Hee Kim | Jung Hee Kim
    Young Sook Lee | Young Soo Lee
    Sung Ho Park | Sung Min Park
    Eun Jung Choi | Eun Kyung Choi
    Kyung Hee Jung | Kyung Hee Jang
    Min Jung Kang | Min Jung Hwang
    Jae Hyun Lim | Jae Won Lim
    Hye Jin Shin | Hye Won Shin
    Sang Woo Han | Sang Hoon Han
    Dong Hyun Cho | Dong Min Cho
    Mi Kyung Yoon | Mi Sook Yoon
    Soo Jin Ahn | Soo Young Ahn
    Hyun Jung Oh | Hyun Joo Oh
    Yoon Hee Suh | Yoon Mi Suh
    Ji Young Kwon | Ji Eun Kwon
    Jong Chul Moon | Jong Min Moon
    In Sook Bae | In Ja Bae
    Ki Tae Song | Ki Ho Song
    Chang Min Yoo | Chang Ho Yoo`,
  'Chinese names': `
    Xiaoming Wang | Xiaohong Wang
    Xiao Li Zhang | Xiao Lan Zhang
    Jianhua Chen | Jianping Chen
    Meiling Liu | Meifang Liu
    Guohua Li | Guoqiang Li
    Wenjing Zhao | Wenying Zhao
    Wai Ming Chan | Wai Man Chan
    Siu Ling Wong | Siu Lan Wong
    Hsiao-Mei Lin | Hsiao-Hui Lin
    Yong Huang | Hong Huang
    Zhiqiang Zhou | Zhigang Zhou
    Lihua Sun | Lijuan Sun
    Xiuying Ma | Xiulan Ma
    Jing Yi Xu | Jing Wen Xu
    Haiyan Guo | Haitao Guo
    Chunmei He | Chunhua He
    Ting Ting Luo | Ting Luo
    Yu Zheng | Yue Zheng
    Bo Tang | Bin Tang
    Qing Song | Qiang Song
    Ka Yan Leung | Ka Man Leung
    David Chen | Daniel Chen
    Amy Lin | Annie Lin
    Grace Wong | Gloria Wong`,
  'another given name': `
    Robert Hallow | Richard Hallow
    Michael Cohen | Mitchell Cohen
    Michael Cohen | David Cohen
    Steven Katz | Stuart Katz
    Susan Bright | Sarah Bright
    Katherine Voss | Karen Voss
    Margaret Dunn | Martha Dunn
    Jennifer Smith | Jessica Smith
    Thomas Reed | Timothy Reed
    John Murphy | James Murphy
    Maria Garcia | Marta Garcia
    Jose Rivera | Jesus Rivera
    Juan Torres | Julian Torres
    Anna Petrova | Alla Petrova
    Igor Popov | Egor Popov
    Olga Orlova | Oksana Orlova
    Rachel Levy | Rebecca Levy
    Miriam Gold | Malka Gold
    Joshua Adler | Joseph Adler
    Anthony Russo | Antonella Russo
    Gina Conti | Tina Conti
    Frank Bruno | Fred Bruno
    Yuko Sato | Yumi Sato
    Kenji Mori | Koji Mori
    Hiroko Ueda | Hiromi Ueda
    Priya Shah | Pritha Shah
    Anil Gupta | Sunil Gupta
    Laura Hayes | Lauren Haynes
    Patrick Kelly | Peter Kelly
    Eileen Walsh | Ellen Walsh
    Martin Fox | Marvin Fox
    Donna Price | Diana Price`,
  'another surname': `
    Jin Kim | Jin Kang
    Young Lee | Young Lim
    Wei Chen | Wei Cheng
    Wei Zhang | Wei Zheng
    Ming Wang | Ming Huang
    Mei Lin | Mei Ling
    Hong Liu | Hong Lu
    Yuko Ito | Yuko Kato
    Ken Saito | Ken Sato
    Minh Tran | Minh Trinh
    Michael Stern | Michael Stein
    David Rosen | David Rose
    Sarah Klein | Sarah Kline-Marcus
    Daniel Goldberg | Daniel Goldman
    Rachel Rosenberg | Rachel Rosenfeld
    Jonathan Silver | Jonathan Silverman
    Mary Johnson | Mary Johnston-Vale
    Ann Walker | Ann Walters
    James Harris | James Harrison
    Linda Williams | Linda Wilson
    Carlos Martinez | Carlos Martin
    Ana Gomez | Ana Gonzalez
    Luis Hernandez | Luis Fernandez
    Rosa Ramirez | Rosa Ramos
    Anna Ivanova | Anna Antonova
    Paul Marino | Paul Martino
    Lisa Romano | Lisa Romeo
    Peter Petrov | Peter Pavlov
    Raj Patel | Raj Patil
    Julie Park | Julie Parker
    Susan Han | Susan Hahnemann
    John Chung | John Chang`,
  'another middle name': `
    Michael David Cohen | Michael Alan Cohen
    Mary Ellen Burke | Mary Louise Burke
    John A. Murphy | John T. Murphy
    Maria Elena Cruz | Maria Isabel Cruz
    Jose Luis Ortiz | Jose Manuel Ortiz
    Sarah Beth Levine | Sarah Anne Levine
    David R. Kim | David S. Kim
    Grace H. Lee | Grace Y. Lee
    Robert Paul Hayes | Robert Glenn Hayes
    Anna Maria Rossi | Anna Lucia Rossi
    Linda K Chen | Linda W Chen
    William Henry Moss | William Arthur Moss
    Susan J Gold | Susan P Gold
    Thi Mai Le | Thi Lan Le
    Van Minh Pham | Van Hung Pham
    Peter J. O'Neil | Peter F. O'Neil`,
  'parent and child': `
    John Smithson Jr. | John Smithson Sr.
    Robert Dale II | Robert Dale III
    Joseph Rizzo, Jr | Joseph Rizzo, III
    HENRY WARD SR | Henry Ward Jr.
    Luis Ortega Jr | Luis Ortega III
    Frank Gallo 2nd | Frank Gallo 3rd`,
  'one family': `
    Ming Chen | Mei Chen
    Elena Popov | Igor Popov
    Soo Jin Park | Soo Min Park
    Maria Garcia Lopez | Ana Garcia Lopez
    Yitzchok Weiss | Rivka Weiss
    Kathleen O'Hara | Kevin O'Hara
    Anil Desai | Anita Desai
    Wai Man Cheung | Wai Yee Cheung
    Hiroshi Tanaka | Hiromi Tanaka
    Tatiana Volkova | Natalia Volkova
    Susan Hill-Parker | Steven Hill-Parker
    Thi Lan Nguyen | Thi Hoa Nguyen`,
  'swapped and still another': `
    KIM JIN HEE | Hee Sun Kim
    CHEN WEI LIN | Lin Chen
    LEE YOUNG KIM | Young Kim
    Wang Li | Li Yang
    TRAN MINH | Minh Tam Nguyen
    Park Sun | Sun Yoon
    COHEN DAVID | David Michaels
    Ivan Alexander | Alexander Ivanov
    James Thomas | Thomas Jamison
    Kelly Ryan | Ryan Kellerman
    Martin Paul | Paul Martinez
    Rosa Cruz | Cruz Rosado`,
  'shared word only': `
    Young Kim | Young Park
    Jin Lee | Jin Woo Choi
    Grace Kim | Grace Lee
    Maria Garcia | Maria Lopez
    Michael Cohen | Michael Katz
    Anna Smith | Anna Jones
    Mary Ann Fisher | Ann Fisk
    Van Nguyen | Van Tran
    De La Cruz Ana | De La Rosa Ana
    Jean Paul | Paul Simon
    St. James Paula | St. John Paula
    O'Brien Mary | O'Connor Mary
    Del Valle Luz | Del Rio Luz
    Mac Donald Ian | Mac Gregor Ian
    Di Marco Anna | Di Santo Anna
    Elizabeth Kim | Kimberly Park`,
}
