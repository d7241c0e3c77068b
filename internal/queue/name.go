package queue

// Name is what something is called, in several languages: {"vi": "Hộ tịch", "en": "Civil status"}.
type Name map[string]string

// In returns the name in a language, or the Vietnamese one.
func (n Name) In(lang string) string {
	if s, ok := n[lang]; ok {
		return s
	}
	return n["vi"]
}
