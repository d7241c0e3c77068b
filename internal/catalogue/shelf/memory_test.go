package shelf_test

import (
	"context"
	"fmt"
	"runtime"
	"testing"

	"motcua/internal/catalogue"
	"motcua/internal/catalogue/shelf"
)

// mostMemory is how much more a kiosk may need for 3,000 procedures than for the built-in sample.
const mostMemory = 40 << 20

// TestThreeThousandProceduresFitAKiosk weighs what a shelf holds before and after the province's catalogue came.
func TestThreeThousandProceduresFitAKiosk(t *testing.T) {
	sample := catalogue.BuiltIn()
	list := sample
	for i := 0; len(list) < 3000; i++ {
		p := sample[i%len(sample)]
		p.Code, p.Condition = fmt.Sprintf("1.9%05d", i), fmt.Sprintf("%0*d", 4000, i) // as long as the national entries are
		list = append(list, p)
	}
	packed, err := catalogue.Pack(list)
	if err != nil {
		t.Fatal(err)
	}
	edition := catalogue.EditionOf(packed)
	c := &central{packed: packed, names: &edition}
	ctx, stop := context.WithCancel(t.Context())
	s := shelf.New(t.TempDir(), c.source())
	s.Read()
	before := weigh()
	ended := make(chan struct{})
	go func() { s.Run(ctx); close(ended) }()
	for s.Newest().Hash != edition.Hash {
		runtime.Gosched()
	}
	stop()
	<-ended
	more := weigh() - before
	t.Logf("%d procedures, %.1f MB more", len(s.Newest().Procedures), float64(more)/(1<<20))
	if more > mostMemory {
		t.Errorf("%d bytes more than the sample", more)
	}
	runtime.KeepAlive(packed)
	runtime.KeepAlive(s)
}

// weigh returns how much memory is in use.
func weigh() int64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}
