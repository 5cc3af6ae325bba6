/** Given names by origin, women's before men's, commonest first. */
export interface GivenNames {
  F: string[]
  M: string[]
}

const both = (women: string, men: string): GivenNames => ({
  F: women.trim().split(/[\s,]+/),
  M: men.trim().split(/[\s,]+/),
})

/** Single syllables: most names are made of two. */
export const CHINESE_SYLLABLES = both(
  `Xiao Mei Li Ying Yan Hong Jing Hui Fang Ling Xue Yu Lan Min Juan Qing Ping Dan Na Hua Yun Ai Rong Wei Jie
   Xia Shu Qin Bin Lei Qiong Zhen`,
  `Wei Jian Ming Jun Hua Guo Zhi Feng Bin Yong Hai Gang Dong Qiang Wen Jin Tao Bo Yi Cheng Xin Lei Peng Rui
   Hao Zhong Kai Liang Shan Kun De`,
)

export const CANTONESE_SYLLABLES = both(
  `Wai Mei Siu Yuk Lai Kit Suk Ching Man Yin Wing Pui Ka Sau Fong Ling`,
  `Wai Chi Kwok Kin Man Ka Ho Wing Chun Hon Yiu Tak Keung Kei Shing Lok`,
)

export const WADE_GILES_SYLLABLES = both(
  `Mei Shu Hui Ya Li Yi Hsiao Chia Ling Fen Chun Hsin Yun Pei Chih`,
  `Chih Chien Ming Wen Kuo Cheng Hsin Chun Yu Hung Tsung Wei Sheng Jui`,
)

export const KOREAN_SYLLABLES = both(
  `Soo Ji Mi Young Hye Eun Sun Kyung Jin Hee Yoon Min Seo Jung Hyun Sook Yeon Ah In Kyu Na Ra`,
  `Sung Jin Ki Young Hyun Jae Dong Kyung Sang Min Jong Hoon Woo Ho Seung Tae Nam Chul Suk Joon Yong Il Kwang`,
)

export const JAPANESE_GIVEN = both(
  `Yuki Keiko Akiko Naomi Tomoko Emi Haruka Mayumi Sachiko Rie`,
  `Kenji Hiroshi Takashi Makoto Daisuke Kazuo Shinji Noboru`,
)

export const VIETNAMESE_GIVEN = both(
  `Linh Thuy Mai Hoa Lan Huong Ngoc Phuong Thao`,
  `Minh Tuan Hung Dung Long Quang Thanh Van`,
)

export const HISPANIC_GIVEN = both(
  `María Ana Carmen Sofía Lucía Gabriela Andrea Inés Ximena`,
  `José Luis Carlos Andrés Miguel Raúl Javier Hernán`,
)

export const SOUTH_ASIAN_GIVEN = both(
  `Priya Anjali Meera Nisha Kavita Lakshmi`,
  `Raj Amit Sanjay Vikram Arjun Nikhil`,
)

export const SLAVIC_GIVEN = both(
  `Olga Elena Irina Svetlana Tatiana Marina Yelena`,
  `Dmitry Igor Sergei Boris Alexei Mikhail Yuri`,
)

export const ENGLISH_GIVEN = both(
  `Jennifer Sarah Lisa Susan Karen Michelle Amy Rachel Laura Emily Anna Julia Deborah Rebecca Catherine Hannah
   Alison Claire Margaret Naomi Leah Miriam Bridget Maeve Francesca Gianna Beth Zoë Renée Ingrid Wilhelmina`,
  `Michael David Robert John Daniel Mark Steven Andrew Peter Brian Eric Jonathan Benjamin Adam Joshua Patrick
   Anthony Vincent Sean Aaron Seth Noah Ethan Dominic Raphael Theodore Silas André Thaddeus`,
)

/** English names that people take beside their own. */
export const ALIASES = both(
  `Grace Jenny Amy Helen Lily Cindy Joy Susan Tina Esther Mary Sunny Ivy`,
  `Shawn David Kevin Jason Peter Frank Tony Steve Daniel Paul Henry Sam Leo`,
)
