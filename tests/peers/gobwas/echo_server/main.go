// An echo server with gobwas/ws that closes when it is told bye.

package main

import (
	"fmt"
	"log"
	"net"
	"net/http"
	"os"

	"github.com/gobwas/ws"
	"github.com/gobwas/ws/wsutil"
)

func handle(w http.ResponseWriter, r *http.Request) {
	conn, _, _, err := ws.UpgradeHTTP(r, w)
	if err != nil {
		log.Print("upgrade: ", err)
		return
	}
	go echo(conn)
}

func echo(conn net.Conn) {
	defer conn.Close()
	isClosing := false
	for {
		msg, op, err := wsutil.ReadClientData(conn)
		if err != nil {
			return
		}
		switch {
		case isClosing:
			// It was in flight, and there is no answer any more.
		case op == ws.OpText && string(msg) == "bye":
			body := ws.NewCloseFrameBody(ws.StatusNormalClosure, "bye")
			err = ws.WriteFrame(conn, ws.NewCloseFrame(body))
			isClosing = true
		default:
			err = wsutil.WriteServerMessage(conn, op, msg)
		}
		if err != nil {
			return
		}
	}
}

func main() {
	listener, err := net.Listen("tcp", "127.0.0.1:"+os.Getenv("PORT"))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("listening on ws://%s/\n", listener.Addr())
	log.Fatal(http.Serve(listener, http.HandlerFunc(handle)))
}
