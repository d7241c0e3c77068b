package procedure

import "testing"

func TestWhatSiblingsHaveInCommonAndWhatNot(t *testing.T) {
	for name, want := range map[string][2]string{
		"Cấp hộ chiếu phổ thông ở trong nước (thực hiện tại cấp tỉnh)":                                        {"Cấp hộ chiếu phổ thông ở trong nước", "Thực hiện tại cấp tỉnh"},
		"Thủ tục cấp Giấy phép môi trường (cấp Tỉnh)":                                                         {"Cấp Giấy phép môi trường", "Cấp Tỉnh"},
		"Đổi chứng nhận đăng ký xe bằng dịch vụ công trực tuyến một phần hoặc trực tiếp thực hiện tại cấp xã": {"Đổi chứng nhận đăng ký xe", "Bằng dịch vụ công trực tuyến một phần hoặc trực tiếp thực hiện tại cấp xã"},
		"Đăng ký khai sinh": {"Đăng ký khai sinh", ""},
		"Cấp tỉnh":          {"Cấp tỉnh", ""},
	} {
		p := Procedure{Name: name}
		if p.Common() != want[0] || p.Apart() != want[1] {
			t.Errorf("%q: %q, %q; want %q", name, p.Common(), p.Apart(), want)
		}
	}
}

// TestCheapQuestionsMissNothing: whether a pattern may fit is asked without it; the answer must never be no where it does.
func TestCheapQuestionsMissNothing(t *testing.T) {
	list, _ := readNational(t)
	for _, p := range append(list, mustSample(t)...) {
		var slow []string
		rest := p.Name
		for _, a := range added {
			slow = append(slow, a.pattern.FindString(rest))
			rest = a.pattern.ReplaceAllString(rest, " ")
		}
		if fast := bare(p.Name); fast.rest != rest && fast.rest != p.Name {
			t.Errorf("%q: %q, want %q; %q", p.Name, fast.rest, rest, slow)
		}
	}
}

func TestTitle(t *testing.T) {
	for name, want := range map[string]string{
		"Thủ tục đăng ký khai sinh": "Đăng ký khai sinh", "Thủ tục: Kiểm tra": "Kiểm tra", ". Thủ tục chấp thuận": "Chấp thuận", "THỦ TỤC cấp phép": "Cấp phép",
		"Cấp phép": "Cấp phép", "Thủ tục ": "Thủ tục ", "Thủ tục hải quan": "Hải quan",
	} {
		if got := (&Procedure{Name: name}).Title(); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}
