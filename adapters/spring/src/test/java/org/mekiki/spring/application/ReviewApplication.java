package org.mekiki.spring.application;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** A small application: what a review says, and why. */
@SpringBootApplication
public class ReviewApplication {
  /** Starts it. */
  public static void main(String[] arguments) {
    SpringApplication.run(ReviewApplication.class, arguments);
  }
}
