// An echo server with gorilla/websocket that closes when it is told bye.

package main

import (
	"fmt"
	"log"
	"net"
	"net/http"
	"os"
	"time"

	"github.com/gorilla/websocket"
)

var upgrader = websocket.Upgrader{} // use default options

func echo(w http.ResponseWriter, r *http.Request) {
	c, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		log.Print("upgrade: ", err)
		return
	}
	defer c.Close()
	for {
		mt, message, err := c.ReadMessage()
		if err != nil {
			return
		}
		if mt == websocket.TextMessage && string(message) == "bye" {
			closeNormally(c, "bye")
			return
		}
		if err := c.WriteMessage(mt, message); err != nil {
			return
		}
	}
}

// closeNormally sends a close message and then waits, for a second at most,
// until the peer has closed.
func closeNormally(c *websocket.Conn, reason string) {
	message := websocket.FormatCloseMessage(websocket.CloseNormalClosure, reason)
	if err := c.WriteMessage(websocket.CloseMessage, message); err != nil {
		return
	}
	c.SetReadDeadline(time.Now().Add(time.Second))
	for {
		if _, _, err := c.ReadMessage(); err != nil {
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
	log.Fatal(http.Serve(listener, http.HandlerFunc(echo)))
}
