package typed

// Question is one field of a form.
type Question struct {
	Label string // id of a sentence; the form's rules say what kind of field it names
	Value string // at first
}

// Option is one of the answers that a field chooses from.
type Option struct{ Value, Text string }
