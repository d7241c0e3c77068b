package dossier

// Status is where a dossier stands, by the code the national portal knows it by. Zero is a dossier that nobody has taken yet.
type Status int

// The ten national codes.
const (
	Registered Status = 1  // Mới đăng ký
	Received   Status = 2  // Được tiếp nhận
	Refused    Status = 3  // Không được tiếp nhận
	Processing Status = 4  // Đang xử lý
	Incomplete Status = 5  // Yêu cầu bổ sung giấy tờ
	Owing      Status = 6  // Yêu cầu thực hiện nghĩa vụ tài chính
	Withdrawn  Status = 7  // Công dân yêu cầu rút hồ sơ
	Suspended  Status = 8  // Dừng xử lý
	Finished   Status = 9  // Đã xử lý xong
	Returned   Status = 10 // Đã trả kết quả
)

// Statuses lists the ten in the order of their codes.
func Statuses() []Status {
	return []Status{Registered, Received, Refused, Processing, Incomplete, Owing, Withdrawn, Suspended, Finished, Returned}
}

// Paused reports whether time stands still.
func (s Status) Paused() bool { return s == Incomplete || s == Owing || s == Suspended }

// Settled reports whether nothing more is owed to the applicant than to come and fetch it.
func (s Status) Settled() bool {
	return s == Refused || s == Withdrawn || s == Finished || s == Returned
}

// Action is what happens to a dossier. It is the kind of its event too, after "dossier.".
type Action string

// The actions.
const (
	Register      Action = "registered" // came in by the web or by post; not looked at yet
	Receive       Action = "received"   // complete and correct: code, receipt, appointment
	Refuse        Action = "refused"
	HandOver      Action = "handed_over" // to the agency that decides, or from one agency to the next
	TakeOver      Action = "taken_over"  // by the agency it was handed to
	AskSupplement Action = "supplement_asked"
	Supply        Action = "supplemented" // at the desk, which hands it over again
	DemandPayment Action = "payment_demanded"
	Suspend       Action = "suspended"
	Resume        Action = "resumed" // what was missing has reached the agency itself
	Withdraw      Action = "withdrawn"
	Extend        Action = "extended" // with an apology
	Finish        Action = "finished" // a result is there, be it a written no
	Return        Action = "returned" // into the applicant's hand
	Pay           Action = "paid"
)

var moves = map[Status]map[Action]Status{
	0:          {Register: Registered, Receive: Received, Refuse: Refused},
	Registered: {Receive: Received, Refuse: Refused, AskSupplement: Incomplete, Withdraw: Withdrawn, Pay: Registered},
	Received:   {HandOver: Processing, AskSupplement: Incomplete, Withdraw: Withdrawn, Pay: Received},
	Processing: {
		HandOver: Processing, TakeOver: Processing, AskSupplement: Incomplete, DemandPayment: Owing, Suspend: Suspended,
		Withdraw: Withdrawn, Extend: Processing, Finish: Finished, Pay: Processing,
	},
	Incomplete: {
		Receive: Received, Supply: Received, Resume: Processing, Refuse: Refused,
		Withdraw: Withdrawn, Suspend: Suspended, Pay: Incomplete,
	},
	Owing:     {Resume: Processing, Suspend: Suspended, Pay: Owing},
	Suspended: {Resume: Processing, Finish: Finished},
	Finished:  {Return: Returned, Pay: Finished},
}

// After returns the status that an action leads to; false when the dossier does not allow it.
func (s Status) After(a Action) (Status, bool) {
	next, ok := moves[s][a]
	return next, ok
}
