// A golang.org/x/net/websocket client that echoes and closes when it is told bye.

package main

import (
	"errors"
	"fmt"
	"io"
	"log"
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

// echo returns what ended the connection; nil if it has closed it.
func echo(ws *websocket.Conn) error {
	for {
		var m message
		if err := codec.Receive(ws, &m); err != nil {
			return err
		}
		if m.payloadType == websocket.TextFrame && string(m.data) == "bye" {
			return ws.Close() // has neither a code nor a reason
		}
		if err := codec.Send(ws, m); err != nil {
			return err
		}
	}
}

func main() {
	ws, err := websocket.Dial(os.Args[1], "", "http://localhost/")
	if err != nil {
		log.Fatal("dial: ", err)
	}
	defer ws.Close()
	switch err := echo(ws); {
	case err == nil:
		fmt.Println("closed 1000  clean")
	case errors.Is(err, io.EOF): // a Close, or none; the library does not tell
		fmt.Println("closed 1005 EOF unclean")
	default:
		fmt.Printf("closed 1006 %v unclean\n", err)
	}
}
