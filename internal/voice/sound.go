package voice

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"time"
)

// Rate is how many samples a second our own sounds have, and those of espeak-ng.
const Rate = 22050

// Sound is one channel of samples between -1 and 1.
type Sound struct {
	Rate    int // samples a second
	Samples []float64
}

// Length returns how long the sound lasts.
func (s Sound) Length() time.Duration {
	return time.Duration(len(s.Samples)) * time.Second / time.Duration(max(s.Rate, 1))
}

// Level returns the root mean square of the sound's samples, in decibels below the loudest there can be.
func (s Sound) Level() float64 {
	var sum float64
	for _, x := range s.Samples {
		sum += x * x
	}
	return 20 * math.Log10(math.Sqrt(sum/float64(max(len(s.Samples), 1))))
}

// What is loud enough to be speech, how loud all clips are, and the loudest sample that leaves room for a cheap loudspeaker.
const (
	silence = 0.01
	level   = -20 // dB
	peak    = 0.89
)

// Even returns a spoken sound without the silence around it, as loud as every other, with a pause behind it.
func (s Sound) Even(pause time.Duration) Sound {
	from, to := 0, len(s.Samples)
	for from < to && math.Abs(s.Samples[from]) < silence {
		from++
	}
	for to > from && math.Abs(s.Samples[to-1]) < silence {
		to--
	}
	out := Sound{Rate: s.Rate, Samples: append([]float64{}, s.Samples[from:to]...)}
	loudest := 0.0
	for _, x := range out.Samples {
		loudest = max(loudest, math.Abs(x))
	}
	if loudest > 0 {
		gain := min(math.Pow(10, (level-out.Level())/20), peak/loudest)
		for i := range out.Samples {
			out.Samples[i] *= gain
		}
	}
	out.Samples = append(out.Samples, make([]float64, int(pause.Seconds()*float64(s.Rate)))...)
	return out
}

// chime returns two soft tones, a third apart and the lower one last.
func chime() Sound {
	const each, fade = Rate * 45 / 100, 5.0 // samples; how fast a tone dies away
	s := Sound{Rate: Rate}
	for _, hertz := range []float64{659.26, 523.25} {
		for i := range each {
			t := float64(i) / Rate
			attack := min(t/0.01, 1)
			s.Samples = append(s.Samples, attack*math.Exp(-fade*t)*0.6*(math.Sin(2*math.Pi*hertz*t)+0.25*math.Sin(4*math.Pi*hertz*t))/1.25)
		}
	}
	return s
}

var errWAV = errors.New("a WAV file of 16-bit samples, one channel or two, was expected")

// ReadWAV reads a sound; of two channels it takes the mean.
func ReadWAV(raw []byte) (s Sound, err error) {
	if len(raw) < 12 || string(raw[:4]) != "RIFF" || string(raw[8:12]) != "WAVE" {
		return s, errWAV
	}
	channels := 0
	for at := 12; at+8 <= len(raw); {
		kind, size := string(raw[at:at+4]), int(binary.LittleEndian.Uint32(raw[at+4:]))
		body := raw[at+8 : min(at+8+size, len(raw))] // a program that writes to a pipe does not know the size
		switch {
		case kind == "fmt " && len(body) >= 16:
			format, bits := binary.LittleEndian.Uint16(body), binary.LittleEndian.Uint16(body[14:])
			channels, s.Rate = int(binary.LittleEndian.Uint16(body[2:])), int(binary.LittleEndian.Uint32(body[4:]))
			if format != 1 || bits != 16 || channels < 1 || channels > 2 || s.Rate < 8000 || s.Rate > 96000 {
				return Sound{}, errWAV
			}
		case kind == "data" && channels > 0:
			s.Samples = mean(body, channels)
			return s, nil
		}
		at += 8 + size + size%2
	}
	return Sound{}, errWAV
}

func mean(body []byte, channels int) (samples []float64) {
	for at := 0; at+2*channels <= len(body); at += 2 * channels {
		sum := 0.0
		for c := range channels {
			sum += float64(int16(binary.LittleEndian.Uint16(body[at+2*c:])))
		}
		samples = append(samples, sum/float64(channels)/math.MaxInt16)
	}
	return samples
}

// WAV returns the sound as a file of 16-bit samples.
func (s Sound) WAV() []byte {
	var b bytes.Buffer
	size := 2 * len(s.Samples)
	fmt.Fprint(&b, "RIFF")
	write := func(values ...any) {
		for _, v := range values {
			_ = binary.Write(&b, binary.LittleEndian, v) // a buffer takes everything
		}
	}
	write(uint32(36 + size))
	fmt.Fprint(&b, "WAVEfmt ")
	write(uint32(16), uint16(1), uint16(1), uint32(s.Rate), uint32(2*s.Rate), uint16(2), uint16(16))
	fmt.Fprint(&b, "data")
	write(uint32(size))
	for _, x := range s.Samples {
		write(int16(math.Round(max(-1, min(1, x)) * math.MaxInt16)))
	}
	return b.Bytes()
}
