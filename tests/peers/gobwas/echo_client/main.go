// A gobwas/ws client that echoes and closes when it is told bye.

package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"os"

	"github.com/gobwas/ws"
	"github.com/gobwas/ws/wsutil"
)

// echo returns what ended the connection.
func echo(conn io.ReadWriter) error {
	isClosing := false
	for {
		msg, op, err := wsutil.ReadServerData(conn)
		if err != nil {
			return err
		}
		switch {
		case isClosing:
			// It was in flight, and there is no answer any more.
		case op == ws.OpText && string(msg) == "bye":
			body := ws.NewCloseFrameBody(ws.StatusNormalClosure, "bye")
			err = ws.WriteFrame(conn, ws.MaskFrame(ws.NewCloseFrame(body)))
			isClosing = true
		default:
			err = wsutil.WriteClientMessage(conn, op, msg)
		}
		if err != nil {
			return err
		}
	}
}

func main() {
	conn, early, _, err := ws.Dial(context.Background(), os.Args[1])
	if err != nil {
		log.Fatal("dial: ", err)
	}
	defer conn.Close()
	var stream io.ReadWriter = conn
	if early != nil { // frames that came along with the upgrade
		stream = struct {
			io.Reader
			io.Writer
		}{early, conn}
	}
	err = echo(stream)
	var closed wsutil.ClosedError
	if errors.As(err, &closed) {
		fmt.Printf("closed %d %s clean\n", closed.Code, closed.Reason)
	} else {
		fmt.Printf("closed 1006 %v unclean\n", err)
	}
}
