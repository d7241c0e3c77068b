package main

import (
	"image"
	"slices"
)

// cell is the side of the squares in which two pictures are compared, in pixels: about a letter of the smallest type.
const cell = 12

// ink returns which squares of a picture have something written or drawn in them: at least one pixel differs clearly from their commonest colour.
func ink(picture *image.RGBA) map[image.Point]bool {
	inked := map[image.Point]bool{}
	for y := picture.Rect.Min.Y; y+cell <= picture.Rect.Max.Y; y += cell {
		for x := picture.Rect.Min.X; x+cell <= picture.Rect.Max.X; x += cell {
			if drawnOn(picture, x, y) {
				inked[image.Pt(x, y)] = true
			}
		}
	}
	return inked
}

// drawnOn reports whether the square at x, y has a few pixels that are clearly darker or lighter than the middle one of its brightnesses.
func drawnOn(picture *image.RGBA, x, y int) bool {
	const clearly, few = 60, 4
	light := make([]int, 0, cell*cell)
	for dy := range cell {
		for dx := range cell {
			p := picture.RGBAAt(x+dx, y+dy)
			light = append(light, (int(p.R)*3+int(p.G)*6+int(p.B))/10)
		}
	}
	slices.Sort(light)
	middle, differ := light[len(light)/2], 0
	for _, l := range light {
		if l < middle-clearly || l > middle+clearly {
			differ++
		}
	}
	return differ >= few
}

// lost returns how many squares with ink of a whole picture have none in another one of the same screen. What moved by a pixel is not lost:
// a square counts only when its neighbours are empty too.
func lost(whole, other *image.RGBA) int {
	was, is, n := ink(whole), ink(other), 0
	for at := range was {
		if !inkAround(is, at) {
			n++
		}
	}
	return n
}

func inkAround(inked map[image.Point]bool, at image.Point) bool {
	for _, dy := range []int{-cell, 0, cell} {
		for _, dx := range []int{-cell, 0, cell} {
			if inked[at.Add(image.Pt(dx, dy))] {
				return true
			}
		}
	}
	return false
}
