package procedure

import "strings"

// formNames are how names of documents begin that are filled in.
var formNames = []string{"tờ khai", "đơn đề nghị", "đơn đăng ký", "đơn xin", "giấy đề nghị", "phiếu đề nghị", "phiếu yêu cầu", "phiếu khai"}

// IsForm reports whether a document is filled in by whoever asks: it is called so, or names its model.
func (p Paper) IsForm() bool {
	name := strings.ToLower(p.Name)
	for _, begin := range formNames {
		if strings.HasPrefix(name, begin) {
			return true
		}
	}
	return strings.Contains(name, "theo mẫu") || strings.Contains(name, "(mẫu") || strings.Contains(name, "mẫu số")
}
