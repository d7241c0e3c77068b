// Package assets holds what is built into the programs: fonts, translations, pictures, the sample catalogue.
// It only embeds; what the things mean is known by the packages that use them.
package assets

import "embed"

// NotoSans and NotoSansBold are the product's typeface on screens, slips and sheets (SIL Open Font Licence, fonts/OFL.txt).
// Both hold all 134 Vietnamese letters and ₫.
var (
	//go:embed fonts/NotoSans-Regular.ttf
	NotoSans []byte
	//go:embed fonts/NotoSans-Bold.ttf
	NotoSansBold []byte
)

// Translations holds one file a language, translations/vi.json and so on.
//
//go:embed translations/*.json
var Translations embed.FS
