// Plays all cases of a server of test cases with the class EchoClient, side by side.
//
// Usage: java -cp WHERE_ECHO_CLIENT_IS Loop.java URL COUNT

import java.lang.reflect.Method;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

public class Loop {
  private static final int SIDE_BY_SIDE = 32;

  public static void main(String[] args) throws Exception {
    Method client = Class.forName("EchoClient").getMethod("main", String[].class);
    ExecutorService threads = Executors.newFixedThreadPool(SIDE_BY_SIDE);
    for (int number = 1; number <= Integer.parseInt(args[1]); ++number) {
      String[] url = {args[0] + "/runCase?case=" + number};
      threads.submit(() -> client.invoke(null, (Object) url));
    }
    threads.shutdown();
  }
}
