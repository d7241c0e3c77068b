package shell

import "testing"

func TestLanguageButtonLeadsThroughAllLanguages(t *testing.T) {
	if got := NextLanguage(NextLanguage("vi")); got != "vi" || NextLanguage("vi") != "en" {
		t.Errorf("after vi comes %s, and then %s", NextLanguage("vi"), got)
	}
}
