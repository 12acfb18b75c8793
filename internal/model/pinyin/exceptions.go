package pinyin

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// longestException is the number of characters in the longest word of wordReading.
const longestException = 3

// longestWord returns the reading of the longest exception that s begins with and
// its size in bytes, 0 when there is none.
func longestWord(s string) (reading string, size int) {
	end := 0
	for range longestException {
		r, n := utf8.DecodeRuneInString(s[end:])
		if !unicode.Is(unicode.Han, r) {
			break
		}
		end += n
		if found := wordReading(s[:end]); found != "" {
			reading, size = found, end
		}
	}
	return reading, size
}

// wordReading holds words that are common in names of firms, places and trades
// and that come out wrong when each character takes its first reading. The
// readings are those of the phrase-pinyin-data collection (github.com/mozillazg/phrase-pinyin-data,
// pinyin.txt), those of single characters are the ones such names use. A switch
// and not a map, so that there is no table to build and none to change.
func wordReading(word string) string {
	switch word {
	// Places.
	case "重庆":
		return "chong qing"
	case "厦门":
		return "xia men"
	case "西藏":
		return "xi zang"
	case "六安":
		return "lu an"
	case "乐清":
		return "yue qing"
	case "蚌埠":
		return "beng bu"
	case "番禺":
		return "pan yu"
	case "单县":
		return "shan xian"
	case "铅山":
		return "yan shan"
	case "会稽": // the old name of 绍兴, kept by firms there; not in the collection
		return "kuai ji"
	case "什邡":
		return "shi fang"
	case "喀什":
		return "ka shi"
	// 长 is chang in the names of places and firms, zhang in growth and in offices.
	case "长":
		return "chang"
	case "成长":
		return "cheng zhang"
	case "增长":
		return "zeng zhang"
	case "生长":
		return "sheng zhang"
	case "董事长":
		return "dong shi zhang"
	case "市长":
		return "shi zhang"
	case "院长":
		return "yuan zhang"
	case "校长":
		return "xiao zhang"
	case "会长":
		return "hui zhang"
	case "长孙":
		return "zhang sun"
	// Trades.
	case "银行":
		return "yin hang"
	case "商行":
		return "shang hang"
	case "行业":
		return "hang ye"
	case "重组":
		return "chong zu"
	case "空调":
		return "kong tiao"
	case "调节":
		return "tiao jie"
	case "调味":
		return "tiao wei"
	case "会计":
		return "kuai ji"
	case "藏药":
		return "zang yao"
	case "音乐":
		return "yin yue"
	case "乐器":
		return "yue qi"
	case "轧钢":
		return "zha gang"
	case "乙炔":
		return "yi que"
	case "供给":
		return "gong ji"
	// 厦 alone stands for 厦门, and 都 for a city.
	case "厦":
		return "xia"
	case "大厦":
		return "da sha"
	case "广厦":
		return "guang sha"
	case "商厦":
		return "shang sha"
	case "都":
		return "du"
	}
	return ""
}

// surname returns the reading of the family name at the start of s when s looks
// like a person's name in two to four Han characters and the family name is read
// otherwise than the word; size is in bytes, 0 when there is none. The readings
// are those that CC-CEDICT marks as surnames.
func surname(s string) (reading string, size int) {
	if n := hanLength(s); n < 2 || n > 4 {
		return "", 0
	}
	first, size := utf8.DecodeRuneInString(s)
	second, next := utf8.DecodeRuneInString(s[size:])
	if double := doubleSurname(s[:size+next]); double != "" {
		return double, size + next
	}
	reading, words := singleSurname(first)
	if reading == "" || utf8.RuneCountInString(s) > 3 || strings.ContainsRune(words, second) {
		return "", 0
	}
	return reading, size
}

func doubleSurname(s string) string {
	switch s {
	case "尉迟":
		return "yu chi"
	case "万俟":
		return "mo qi"
	case "澹台":
		return "tan tai"
	case "单于":
		return "chan yu"
	}
	return ""
}

// singleSurname also returns the characters that make an ordinary word with the
// family name: 单晶硅 is monocrystalline silicon, and 解放 is nobody's name.
func singleSurname(r rune) (reading, words string) {
	switch r {
	case '单':
		return "shan", "一个位体元价克光分列双反县台向品层抗控晶株极板枪框模槽片独相积站管糖纯线细节芯质车轨轴边通道部重门面项"
	case '解':
		return "xie", "决冻剖吸密封惑放散析毒热码禁离答约耦聚读调说除释"
	case '仇':
		return "qiu", "恨敌杀视"
	case '曾':
		return "zeng", "经"
	case '查':
		return "zha", "处找收核看获账询重阅验"
	case '区':
		return "ou", "位内分别县块域外间段级"
	case '朴':
		return "piao", "实素"
	case '翟':
		return "zhai", ""
	case '缪':
		return "miao", "斯"
	case '阚':
		return "kan", ""
	case '祭':
		return "zhai", "典坛奠拜礼祀祖"
	}
	return "", ""
}

// hanLength returns the number of characters of s when all are Han, else 0.
func hanLength(s string) int {
	n := 0
	for _, r := range s {
		if !unicode.Is(unicode.Han, r) {
			return 0
		}
		n++
	}
	return n
}
