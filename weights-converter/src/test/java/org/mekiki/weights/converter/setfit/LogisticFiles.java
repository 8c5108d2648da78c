package org.mekiki.weights.converter.setfit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/**
 * Logistic regressions with the attributes that scikit-learn 1.5 gives them, stored by joblib and
 * by NumPy: two classes with coefficients 1.5, −2.25, 0.5 and the intercept 0.75; three with i/8 −
 * 0.5 for i = 0 to 8 by rows, and 0.25, 0, −1, which joblib stores by columns; three that are
 * judged one by one.
 */
public final class LogisticFiles {
  static final String JOBLIB_TWO =
      "gASVCAIAAAAAAACMHnNrbGVhcm4ubGluZWFyX21vZGVsLl9sb2dpc3RpY5SMEkxvZ2lzdGljUmVncmVz"
          + "c2lvbpSTlCmBlH2UKIwHcGVuYWx0eZSMAmwylIwEZHVhbJSJjAN0b2yURz8aNuLrHEMtjAFDlEc/8AAA"
          + "AAAAAIwNZml0X2ludGVyY2VwdJSIjBFpbnRlcmNlcHRfc2NhbGluZ5RLAYwMY2xhc3Nfd2VpZ2h0lE6M"
          + "DHJhbmRvbV9zdGF0ZZROjAZzb2x2ZXKUjAVsYmZnc5SMCG1heF9pdGVylEtkjAttdWx0aV9jbGFzc5SM"
          + "BGF1dG+UjAd2ZXJib3NllEsAjAp3YXJtX3N0YXJ0lImMBm5fam9ic5ROjAhsMV9yYXRpb5ROjA5uX2Zl"
          + "YXR1cmVzX2luX5RLA4wIY2xhc3Nlc1+UjBNqb2JsaWIubnVtcHlfcGlja2xllIwRTnVtcHlBcnJheVdy"
          + "YXBwZXKUk5QpgZR9lCiMCHN1YmNsYXNzlIwFbnVtcHmUjAduZGFycmF5lJOUjAVzaGFwZZRLAoWUjAVv"
          + "cmRlcpRoCYwFZHR5cGWUaB+MBWR0eXBllJOUjAJpOJSJiIeUUpQoSwOMATyUTk5OSv////9K/////0sA"
          + "dJRijAphbGxvd19tbWFwlIiMG251bXB5X2FycmF5X2FsaWdubWVudF9ieXRlc5RLEHViDP//////////"
          + "/////wAAAAAAAAAAAQAAAAAAAACVTwAAAAAAAACMB25faXRlcl+UaBspgZR9lChoHmghaCJLAYWUaCRo"
          + "CWglaCeMAmk0lImIh5RSlChLA2grTk5OSv////9K/////0sAdJRiaC2IaC5LEHViB/////////8RAAAA"
          + "lU8AAAAAAAAAjAVjb2VmX5RoGymBlH2UKGgeaCFoIksBSwOGlGgkaAloJWgnjAJmOJSJiIeUUpQoSwNo"
          + "K05OTkr/////Sv////9LAHSUYmgtiGguSxB1YgP///8AAAAAAAD4PwAAAAAAAALAAAAAAAAA4D+VMAAA"
          + "AAAAAACMCmludGVyY2VwdF+UaBspgZR9lChoHmghaCJLAYWUaCRoCWglaD1oLYhoLksQdWIO////////"
          + "//////////8AAAAAAADoP5UeAAAAAAAAAIwQX3NrbGVhcm5fdmVyc2lvbpSMBTEuNS4ylHViLg==";

  static final String JOBLIB_THREE =
      "gASVAgIAAAAAAACMHnNrbGVhcm4ubGluZWFyX21vZGVsLl9sb2dpc3RpY5SMEkxvZ2lzdGljUmVncmVz"
          + "c2lvbpSTlCmBlH2UKIwHcGVuYWx0eZSMAmwylIwEZHVhbJSJjAN0b2yURz8aNuLrHEMtjAFDlEc/8AAA"
          + "AAAAAIwNZml0X2ludGVyY2VwdJSIjBFpbnRlcmNlcHRfc2NhbGluZ5RLAYwMY2xhc3Nfd2VpZ2h0lE6M"
          + "DHJhbmRvbV9zdGF0ZZROjAZzb2x2ZXKUjAVsYmZnc5SMCG1heF9pdGVylEtkjAttdWx0aV9jbGFzc5SM"
          + "BGF1dG+UjAd2ZXJib3NllEsAjAp3YXJtX3N0YXJ0lImMBm5fam9ic5ROjAhsMV9yYXRpb5ROjA5uX2Zl"
          + "YXR1cmVzX2luX5RLA4wIY2xhc3Nlc1+UjBNqb2JsaWIubnVtcHlfcGlja2xllIwRTnVtcHlBcnJheVdy"
          + "YXBwZXKUk5QpgZR9lCiMCHN1YmNsYXNzlIwFbnVtcHmUjAduZGFycmF5lJOUjAVzaGFwZZRLA4WUjAVv"
          + "cmRlcpRoCYwFZHR5cGWUaB+MBWR0eXBllJOUjAJVNZSJiIeUUpQoSwOMATyUTk5OSxRLBEsIdJRijAph"
          + "bGxvd19tbWFwlIiMG251bXB5X2FycmF5X2FsaWdubWVudF9ieXRlc5RLEHViAv//YgAAAGEAAABkAAAA"
          + "AAAAAAAAAABzAAAAbwAAACAAAABzAAAAbwAAAHQAAAByAAAA6AAAAHMAAAAAAAAAlU8AAAAAAAAAjAdu"
          + "X2l0ZXJflGgbKYGUfZQoaB5oIWgiSwGFlGgkaAloJWgnjAJpNJSJiIeUUpQoSwNoK05OTkr/////Sv//"
          + "//9LAHSUYmgtiGguSxB1Ygv//////////////xEAAACVUQAAAAAAAACMBWNvZWZflGgbKYGUfZQoaB5o"
          + "IWgiSwNLA4aUaCSMAUaUaCVoJ4wCZjiUiYiHlFKUKEsDaCtOTk5K/////0r/////SwB0lGJoLYhoLksQ"
          + "dWIB/wAAAAAAAOC/AAAAAAAAwL8AAAAAAADQPwAAAAAAANi/AAAAAAAAAAAAAAAAAADYPwAAAAAAANC/"
          + "AAAAAAAAwD8AAAAAAADgP5UwAAAAAAAAAIwKaW50ZXJjZXB0X5RoGymBlH2UKGgeaCFoIksDhZRoJGgJ"
          + "aCVoPmgtiGguSxB1Yg7//////////////////wAAAAAAANA/AAAAAAAAAAAAAAAAAADwv5UeAAAAAAAA"
          + "AIwQX3NrbGVhcm5fdmVyc2lvbpSMBTEuNS4ylHViLg==";

  static final String NUMPY_THREE =
      "gAJjc2tsZWFybi5saW5lYXJfbW9kZWwuX2xvZ2lzdGljCkxvZ2lzdGljUmVncmVzc2lvbgpxACmBcQF9"
          + "cQIoWAcAAABwZW5hbHR5cQNYAgAAAGwycQRYBAAAAGR1YWxxBYlYAwAAAHRvbHEGRz8aNuLrHEMtWAEA"
          + "AABDcQdHP/AAAAAAAABYDQAAAGZpdF9pbnRlcmNlcHRxCIhYEQAAAGludGVyY2VwdF9zY2FsaW5ncQlL"
          + "AVgMAAAAY2xhc3Nfd2VpZ2h0cQpOWAwAAAByYW5kb21fc3RhdGVxC05YBgAAAHNvbHZlcnEMWAUAAABs"
          + "YmZnc3ENWAgAAABtYXhfaXRlcnEOS2RYCwAAAG11bHRpX2NsYXNzcQ9YBAAAAGF1dG9xEFgHAAAAdmVy"
          + "Ym9zZXERSwBYCgAAAHdhcm1fc3RhcnRxEolYBgAAAG5fam9ic3ETTlgIAAAAbDFfcmF0aW9xFE5YDgAA"
          + "AG5fZmVhdHVyZXNfaW5fcRVLA1gIAAAAY2xhc3Nlc19xFmNudW1weS5fY29yZS5tdWx0aWFycmF5Cl9y"
          + "ZWNvbnN0cnVjdApxF2NudW1weQpuZGFycmF5CnEYSwCFcRljX2NvZGVjcwplbmNvZGUKcRpYAQAAAGJx"
          + "G1gGAAAAbGF0aW4xcRyGcR1ScR6HcR9ScSAoSwFLA4VxIWNudW1weQpkdHlwZQpxIlgCAAAAVTVxI4mI"
          + "h3EkUnElKEsDWAEAAAA8cSZOTk5LFEsESwh0cSdiiWgaWD0AAABiAAAAYQAAAGQAAAAAAAAAAAAAAHMA"
          + "AABvAAAAIAAAAHMAAABvAAAAdAAAAHIAAADDqAAAAHMAAAAAAAAAcShoHIZxKVJxKnRxK2JYBwAAAG5f"
          + "aXRlcl9xLGgXaBhLAIVxLWgeh3EuUnEvKEsBSwGFcTBoIlgCAAAAaTRxMYmIh3EyUnEzKEsDaCZOTk5K"
          + "/////0r/////SwB0cTRiiWgaWAQAAAARAAAAcTVoHIZxNlJxN3RxOGJYBQAAAGNvZWZfcTloF2gYSwCF"
          + "cTpoHodxO1JxPChLAUsDSwOGcT1oIlgCAAAAZjhxPomIh3E/UnFAKEsDaCZOTk5K/////0r/////SwB0"
          + "cUFiiGgaWFQAAAAAAAAAAADDoMK/AAAAAAAAw4DCvwAAAAAAAMOQPwAAAAAAAMOYwr8AAAAAAAAAAAAA"
          + "AAAAAMOYPwAAAAAAAMOQwr8AAAAAAADDgD8AAAAAAADDoD9xQmgchnFDUnFEdHFFYlgKAAAAaW50ZXJj"
          + "ZXB0X3FGaBdoGEsAhXFHaB6HcUhScUkoSwFLA4VxSmhAiWgaWBsAAAAAAAAAAADDkD8AAAAAAAAAAAAA"
          + "AAAAAMOwwr9xS2gchnFMUnFNdHFOYlgQAAAAX3NrbGVhcm5fdmVyc2lvbnFPWAUAAAAxLjUuMnFQdWIu";

  static final String JOBLIB_APART =
      "gASVBwIAAAAAAACMHnNrbGVhcm4ubGluZWFyX21vZGVsLl9sb2dpc3RpY5SMEkxvZ2lzdGljUmVncmVz"
          + "c2lvbpSTlCmBlH2UKIwHcGVuYWx0eZSMAmwylIwEZHVhbJSJjAN0b2yURz8aNuLrHEMtjAFDlEc/8AAA"
          + "AAAAAIwNZml0X2ludGVyY2VwdJSIjBFpbnRlcmNlcHRfc2NhbGluZ5RLAYwMY2xhc3Nfd2VpZ2h0lE6M"
          + "DHJhbmRvbV9zdGF0ZZROjAZzb2x2ZXKUjAVsYmZnc5SMCG1heF9pdGVylEtkjAttdWx0aV9jbGFzc5SM"
          + "A292cpSMB3ZlcmJvc2WUSwCMCndhcm1fc3RhcnSUiYwGbl9qb2JzlE6MCGwxX3JhdGlvlE6MDm5fZmVh"
          + "dHVyZXNfaW5flEsDjAhjbGFzc2VzX5SME2pvYmxpYi5udW1weV9waWNrbGWUjBFOdW1weUFycmF5V3Jh"
          + "cHBlcpSTlCmBlH2UKIwIc3ViY2xhc3OUjAVudW1weZSMB25kYXJyYXmUk5SMBXNoYXBllEsDhZSMBW9y"
          + "ZGVylGgJjAVkdHlwZZRoH4wFZHR5cGWUk5SMAmk4lImIh5RSlChLA4wBPJROTk5K/////0r/////SwB0"
          + "lGKMCmFsbG93X21tYXCUiIwbbnVtcHlfYXJyYXlfYWxpZ25tZW50X2J5dGVzlEsQdWIN////////////"
          + "/////wAAAAAAAAAAAQAAAAAAAAACAAAAAAAAAJVPAAAAAAAAAIwHbl9pdGVyX5RoGymBlH2UKGgeaCFo"
          + "IksBhZRoJGgJaCVoJ4wCaTSUiYiHlFKUKEsDaCtOTk5K/////0r/////SwB0lGJoLYhoLksQdWIP////"
          + "////////////////EQAAAJVPAAAAAAAAAIwFY29lZl+UaBspgZR9lChoHmghaCJLA0sDhpRoJGgJaCVo"
          + "J4wCZjiUiYiHlFKUKEsDaCtOTk5K/////0r/////SwB0lGJoLYhoLksQdWID////AAAAAAAA8D8AAAAA"
          + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAADwPwAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAPA/"
          + "lTAAAAAAAAAAjAppbnRlcmNlcHRflGgbKYGUfZQoaB5oIWgiSwOFlGgkaAloJWg9aC2IaC5LEHViDv//"
          + "////////////////AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAlR4AAAAAAAAAjBBfc2tsZWFybl92ZXJz"
          + "aW9ulIwFMS41LjKUdWIu";

  private LogisticFiles() {}

  /** The file with two classes. */
  public static Path writeTwo(Path path) throws IOException {
    return write(JOBLIB_TWO, path);
  }

  static Path write(String base64, Path path) throws IOException {
    return Files.write(path, Base64.getDecoder().decode(base64));
  }
}
