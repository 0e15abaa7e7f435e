// Runs a function of question.go: `server`, `first-version URL` or `corrected URL`.

package main

import (
	"fmt"
	"log"
	"net"
	"net/http"
	"os"

	"github.com/gorilla/websocket"
)

func main() {
	switch os.Args[1] {
	case "server":
		serve()
	case "first-version":
		connect(os.Args[2], closeReadingOnce)
	case "corrected":
		connect(os.Args[2], closeDraining)
	}
}

func serve() {
	listener, err := net.Listen("tcp", "127.0.0.1:"+os.Getenv("PORT"))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("listening on ws://%s/\n", listener.Addr())
	log.Fatal(http.Serve(listener, http.HandlerFunc(readUntilError)))
}

// connect sends the question's message, closes, and says what closing returned.
func connect(url string, tryCloseNormally func(*websocket.Conn) error) {
	conn, _, err := websocket.DefaultDialer.Dial(url, nil)
	if err != nil {
		log.Fatal("dial: ", err)
	}
	if err := conn.WriteMessage(websocket.BinaryMessage, []byte("ok")); err != nil {
		log.Fatal("write: ", err)
	}
	err = tryCloseNormally(conn)
	if err != nil {
		fmt.Println("returned an error:", err)
		os.Exit(1)
	}
	fmt.Println("returned nil")
}
