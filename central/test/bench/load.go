package main

import (
	"bufio"
	"bytes"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"motcua/internal/uplink"
)

// line is a kept connection to central. It speaks as little HTTP as will do, to leave the machine's cores to what is measured.
type line struct {
	conn net.Conn
	in   *bufio.Reader
	host string
}

func dial(address string) (*line, error) {
	host := strings.TrimPrefix(address, "https://")
	conn, err := tls.Dial("tcp", host, &tls.Config{InsecureSkipVerify: true}) // what is measured is ours
	if err != nil {
		return nil, err
	}
	return &line{conn: conn, in: bufio.NewReader(conn), host: host}, nil
}

// post sends a device's request, waits for its answer and throws that away.
func (l *line) post(by uplink.Credential, path, body string) error {
	_, err := fmt.Fprintf(l.conn, "POST %s HTTP/1.1\r\nHost: %s\r\nAuthorization: %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s", path, l.host, by.Token.Header(), len(body), body)
	if err != nil {
		return err
	}
	return l.read(path)
}

// read reads an answer as far as it takes to know that it is one, and where the next begins.
func (l *line) read(path string) error {
	status, err := l.in.ReadString('\n')
	length := 0
	for head := []byte(nil); err == nil && len(head) != len("\r\n"); {
		if head, err = l.in.ReadSlice('\n'); err != nil {
			return err
		}
		if value, found := bytes.CutPrefix(head, []byte("Content-Length: ")); found {
			length, err = strconv.Atoi(string(bytes.TrimSpace(value)))
		}
	}
	if err != nil {
		return err
	}
	if !strings.HasPrefix(status, "HTTP/1.1 200 ") {
		answer := make([]byte, length)
		_, err = io.ReadFull(l.in, answer)
		return errors.Join(fmt.Errorf("%s: %s %s", path, strings.TrimSpace(status), answer), err)
	}
	_, err = l.in.Discard(length)
	return err
}

// spell is what a stretch of asking came to.
type spell struct {
	took    time.Duration
	answers []time.Duration // each one's wait
	worked  time.Duration   // of a processor, by central
}

func (s *spell) add(other spell) {
	s.took += other.took
	s.worked += other.worked
	s.answers = append(s.answers, other.answers...)
}

// rate is answers a second.
func (s spell) rate() float64 { return float64(len(s.answers)) / s.took.Seconds() }

// cost returns the processor's time for one answer.
func (s spell) cost() time.Duration { return s.worked / time.Duration(len(s.answers)) }

// quantile returns the wait that a part of the answers did not exceed.
func (s spell) quantile(part float64) time.Duration {
	sorted := slices.Sorted(slices.Values(s.answers))
	return sorted[int(float64(len(sorted)-1)*part)]
}

// rush lets all lines ask at once, each until its ask says that it is done.
func rush(lines []*line, ask func(client, n int, l *line) (done bool, err error)) (spell, error) {
	waits, errs := make([][]time.Duration, len(lines)), make([]error, len(lines))
	began := time.Now()
	var asking sync.WaitGroup
	for client, l := range lines {
		asking.Go(func() {
			for n, done := 0, false; errs[client] == nil; n++ {
				asked := time.Now()
				if done, errs[client] = ask(client, n, l); done {
					return
				}
				waits[client] = append(waits[client], time.Since(asked))
			}
		})
	}
	asking.Wait()
	s := spell{took: time.Since(began), answers: slices.Concat(waits...)}
	for _, err := range errs {
		if err != nil {
			return s, err
		}
	}
	return s, nil
}

func dialAll(address string) (lines []*line, err error) {
	for range clients {
		l, err := dial(address)
		if err != nil {
			return nil, err
		}
		lines = append(lines, l)
	}
	return lines, nil
}

func hangUp(lines []*line) {
	for _, l := range lines {
		l.conn.Close()
	}
}
