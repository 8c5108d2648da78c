package org.mekiki.spring.application;

import org.mekiki.adapters.ExplainedClassifier;
import org.mekiki.adapters.ExplainedDecision;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Decides about a review, with the words that the decision is made of. */
@RestController
class ReviewController {
  private final ExplainedClassifier classifier;

  ReviewController(ExplainedClassifier classifier) {
    this.classifier = classifier;
  }

  @PostMapping("/reviews/explain")
  ExplainedDecision explain(@RequestBody String review) {
    return classifier.explain(review);
  }
}
