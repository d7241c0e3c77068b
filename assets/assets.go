// Package assets holds what is built into the programs: fonts, translations, pictures, the sample catalogue.
// It only embeds; what the things mean is known by the packages that use them.
package assets

import "embed"

// NotoSans and NotoSansBold are the product's typeface on screens and slips (SIL Open Font Licence, fonts/OFL.txt).
// Both hold all 134 Vietnamese letters and ₫.
var (
	//go:embed fonts/NotoSans-Regular.ttf
	NotoSans []byte
	//go:embed fonts/NotoSans-Bold.ttf
	NotoSansBold []byte
)

// The four faces of Liberation Serif 2, which has the widths of Times New Roman, are the typeface of official papers
// (NĐ 30/2020/NĐ-CP Phụ lục I; SIL Open Font Licence, fonts/LiberationSerif-OFL.txt).
var (
	//go:embed fonts/LiberationSerif-Regular.ttf
	Serif []byte
	//go:embed fonts/LiberationSerif-Bold.ttf
	SerifBold []byte
	//go:embed fonts/LiberationSerif-Italic.ttf
	SerifItalic []byte
	//go:embed fonts/LiberationSerif-BoldItalic.ttf
	SerifBoldItalic []byte
)

// Fonts holds the typeface's files for browsers, fonts/web/NotoSans-Regular.woff2 and fonts/web/NotoSans-Bold.woff2, which
// fonts/web/subset makes.
//
//go:embed fonts/web/*.woff2
var Fonts embed.FS

// Translations holds one file a language, translations/vi.json and so on.
//
//go:embed translations/*.json
var Translations embed.FS

// Holidays is the official days off and worked rest days 2024–2027, as workday.ReadSpecials reads them.
//
//go:embed holidays.csv
var Holidays []byte

// Icons holds pictures for screens, icons/star.svg and so on, drawn in a square of 200 units; the black ones are coloured by the screen.
//
//go:embed icons/*.svg
var Icons embed.FS

// English is what the everyday procedures of the catalogue are called in English, as procedure.ReadEnglish reads it.
//
//go:embed catalogue/english.tsv
var English []byte

// Catalogue is the sample catalogue of procedures, as procedure.ReadNDJSON reads it.
//
//go:embed catalogue/procedures.ndjson
var Catalogue []byte

// Sayings is what citizens call things and procedures, as procedure.ReadLexicon reads it.
//
//go:embed catalogue/loi-dan.tsv
var Sayings []byte

// Events is the occasions in life for which people come, as browse.ReadEvents reads them.
//
//go:embed catalogue/su-kien.tsv
var Events []byte
