// Plays a list of steps on a gorilla/websocket connection, then reads until the other side has closed.

//go:build ignore

package main

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/gorilla/websocket"
)

// play runs the steps in order; the README lists them.
func play(conn *websocket.Conn, steps []string) {
	defer conn.Close()
	kinds := map[string]int{"text": websocket.TextMessage, "binary": websocket.BinaryMessage}
	for _, step := range steps {
		verb, arg, _ := strings.Cut(step, ":")
		var err error
		switch verb {
		case "text", "binary":
			err = conn.WriteMessage(kinds[verb], []byte(arg))
		case "ping":
			err = conn.WriteControl(websocket.PingMessage, []byte(arg), time.Time{})
		case "close": // without a code it is 1005, which gorilla writes as an empty Close
			digits, reason, _ := strings.Cut(arg, ":")
			code, noCode := strconv.Atoi(digits)
			if noCode != nil {
				code = websocket.CloseNoStatusReceived
			}
			err = conn.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(code, reason), time.Time{})
		case "recv":
			_, _, err = conn.ReadMessage()
		case "sleep":
			ms, _ := strconv.Atoi(arg)
			time.Sleep(time.Duration(ms) * time.Millisecond)
		case "drop": // hang up without waiting for anything
			return
		default:
			err = fmt.Errorf("unknown step %q", step)
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, step, "->", err)
			break
		}
	}
	conn.SetReadDeadline(time.Now().Add(5 * time.Second))
	var err error
	for err == nil { // read and discard; gorilla's default handlers answer Ping and Close
		_, _, err = conn.ReadMessage()
	}
	if closed, ok := err.(*websocket.CloseError); ok {
		fmt.Printf("closed %d %s\n", closed.Code, closed.Text)
	}
}
