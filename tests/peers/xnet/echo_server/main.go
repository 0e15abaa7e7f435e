// An echo server with golang.org/x/net/websocket that closes when it is told bye.

package main

import (
	"fmt"
	"log"
	"net"
	"net/http"
	"os"

	"golang.org/x/net/websocket"
)

// message is text or binary, as its payload type says.
type message struct {
	data        []byte
	payloadType byte
}

var codec = websocket.Codec{
	Marshal: func(v any) ([]byte, byte, error) {
		m := v.(message)
		return m.data, m.payloadType, nil
	},
	Unmarshal: func(data []byte, payloadType byte, v any) error {
		*v.(*message) = message{data, payloadType}
		return nil
	},
}

func echo(ws *websocket.Conn) {
	defer ws.Close()
	for {
		var m message
		if err := codec.Receive(ws, &m); err != nil {
			return
		}
		if m.payloadType == websocket.TextFrame && string(m.data) == "bye" {
			return // Close has neither a code nor a reason
		}
		if err := codec.Send(ws, m); err != nil {
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
	log.Fatal(http.Serve(listener, websocket.Server{Handler: echo}))
}
