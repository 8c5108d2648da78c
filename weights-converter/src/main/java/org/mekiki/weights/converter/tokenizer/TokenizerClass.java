package org.mekiki.weights.converter.tokenizer;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What becomes of a directory whose {@code tokenizer_class} has this name.
 *
 * @param name as configurations give it, without the {@code Fast} of older ones
 * @param treatment what becomes of it
 * @param reason why it is refused, as the end of a sentence; empty for the others
 */
record TokenizerClass(String name, Treatment treatment, String reason) {
  /** What becomes of a class. */
  enum Treatment {
    /** BERT's own pipeline around the file's vocabulary, as the reference library builds it. */
    BERT,
    /** MPNet's. */
    MPNET,
    /** RoBERTa's. */
    ROBERTA,
    /** That of DeBERTa's first version. */
    DEBERTA,
    /** That of DeBERTa's later versions. */
    DEBERTA_V2,
    /** XLM-RoBERTa's. */
    XLM_ROBERTA,
    /** CamemBERT's. */
    CAMEMBERT,
    /** ALBERT's. */
    ALBERT,
    /** ESM's. */
    ESM,
    /** Words of Japanese, then pieces of them. */
    JAPANESE,
    /** T5's tokenizer of a RoBERTa model: that of rinna's. */
    RINNA,
    /** XLM-RoBERTa's of a SentencePiece file; {@code tokenizer.json} as it stands: told. */
    MLUKE,
    /** {@code tokenizer.json} as it stands, in the reference library too. */
    FILE,
    /** {@code tokenizer.json} as it stands, though the library builds a pipeline: told. */
    FILE_TOLD,
    /** {@code tokenizer.json} as it stands, since nobody knows the class: told. */
    UNKNOWN,
    /** Nothing: its tokens cannot be had without programs that are not here. */
    REFUSED;

    /** Whether the class has a pipeline of its own, which is built. */
    boolean builds() {
      return switch (this) {
        case BERT, MPNET, ROBERTA, DEBERTA, DEBERTA_V2, XLM_ROBERTA, CAMEMBERT, ALBERT, ESM -> true;
        case JAPANESE, RINNA, MLUKE, FILE, FILE_TOLD, UNKNOWN, REFUSED -> false;
      };
    }
  }

  /** The class that takes all from tokenizer.json. */
  static final String PLAIN = "PreTrainedTokenizerFast";

  /** The class that rinna's RoBERTa models name. */
  static final TokenizerClass RINNA = new TokenizerClass("T5Tokenizer", Treatment.RINNA, "");

  /** The class that cuts Japanese into words first. */
  static final String JAPANESE = "BertJapaneseTokenizer";

  /** The same, with other defaults. */
  static final String JAPANESE_DISTIL = "DistilBertJapaneseTokenizer";

  private static final String PROGRAM = "its rules are a program, which no file describes";
  private static final Map<String, TokenizerClass> ALL = new TreeMap<>();

  static {
    add(
        Treatment.BERT,
        "BertTokenizer DistilBertTokenizer ElectraTokenizer LayoutLMTokenizer LxmertTokenizer"
            + " MobileBertTokenizer SqueezeBertTokenizer");
    add(Treatment.MPNET, "MPNetTokenizer");
    add(
        Treatment.ROBERTA,
        "RobertaTokenizer BartTokenizer LEDTokenizer LongformerTokenizer MvpTokenizer");
    add(Treatment.DEBERTA, "DebertaTokenizer");
    add(Treatment.DEBERTA_V2, "DebertaV2Tokenizer");
    add(Treatment.XLM_ROBERTA, "XLMRobertaTokenizer");
    add(Treatment.CAMEMBERT, "CamembertTokenizer");
    add(Treatment.ALBERT, "AlbertTokenizer");
    add(Treatment.ESM, "EsmTokenizer");
    add(
        Treatment.FILE,
        PLAIN + " PreTrainedTokenizer TokenizersBackend PythonBackend BloomTokenizer");
    add(
        Treatment.FILE_TOLD,
        "BarthezTokenizer BigBirdTokenizer BlenderbotTokenizer CLIPTokenizer CodeGenTokenizer"
            + " CodeLlamaTokenizer CohereTokenizer ConvBertTokenizer DPRContextEncoderTokenizer"
            + " DPRQuestionEncoderTokenizer DPRReaderTokenizer EsmcTokenizer FNetTokenizer"
            + " FunnelTokenizer GemmaTokenizer GPT2Tokenizer GPTNeoXTokenizer HerbertTokenizer"
            + " LasrTokenizer LayoutLMv2Tokenizer LayoutLMv3Tokenizer LayoutXLMTokenizer"
            + " LlamaTokenizer LukeTokenizer MBart50Tokenizer MBartTokenizer MarkupLMTokenizer"
            + " NllbTokenizer NougatTokenizer OpenAIGPTTokenizer ParakeetTokenizer"
            + " PegasusTokenizer Qwen2Tokenizer Qwen3_5Tokenizer ReformerTokenizer RemBertTokenizer"
            + " SeamlessM4TTokenizer Siglip2Tokenizer SplinterTokenizer T5Tokenizer"
            + " Tipsv2Tokenizer UdopTokenizer VideoPrismTokenizer WhisperTokenizer XGLMTokenizer"
            + " XLNetTokenizer");
    add(Treatment.MLUKE, "MLukeTokenizer");
    add(Treatment.JAPANESE, JAPANESE + " " + JAPANESE_DISTIL);
    refuse(
        "it cuts Chinese into words with Jieba", "RoFormerTokenizer CpmTokenizer CpmAntTokenizer");
    refuse(
        "it rewrites user names, links and emoji, and has pairs of its own (bpe.codes)",
        "BertweetTokenizer");
    refuse(
        "its words are joined by another program first, and it has pairs of its own (bpe.codes)",
        "PhobertTokenizer");
    refuse("each token has a shape and a sound beside its number", "RoCBertTokenizer");
    refuse("it reads tables beside the text", "TapasTokenizer");
    refuse(
        "its tokens are characters or bytes, without a vocabulary",
        "ByT5Tokenizer CanineTokenizer MyT5Tokenizer PerceiverTokenizer");
    refuse(
        PROGRAM,
        "BartphoTokenizer BasicTokenizer BertGenerationTokenizer BertTokenizerLegacy"
            + " BioGptTokenizer BlenderbotSmallTokenizer ClvpTokenizer CTRLTokenizer DiaTokenizer"
            + " FastSpeech2ConformerTokenizer FlaubertTokenizer FSMTTokenizer"
            + " GPTNeoXJapaneseTokenizer GPTSw3Tokenizer M2M100Tokenizer MarianTokenizer"
            + " MecabTokenizer MgpstrTokenizer MistralCommonBackend PLBartTokenizer"
            + " Pop2PianoTokenizer ProphetNetTokenizer RagTokenizer SentencePieceBackend"
            + " SiglipTokenizer Speech2TextTokenizer SpeechT5Tokenizer VitsTokenizer"
            + " Wav2Vec2CTCTokenizer Wav2Vec2PhonemeCTCTokenizer XLMTokenizer");
  }

  private static void add(Treatment treatment, String names) {
    for (String name : names.split(" ", -1)) {
      ALL.put(name, new TokenizerClass(name, treatment, ""));
    }
  }

  private static void refuse(String reason, String names) {
    for (String name : names.split(" ", -1)) {
      ALL.put(name, new TokenizerClass(name, Treatment.REFUSED, reason));
    }
  }

  /** By a name as configurations give it. */
  static TokenizerClass of(String named) {
    String bare = named.endsWith("Fast") ? named.substring(0, named.length() - 4) : named;
    TokenizerClass known = ALL.getOrDefault(named, ALL.get(bare));
    return known == null ? new TokenizerClass(named, Treatment.UNKNOWN, "") : known;
  }

  /** The class that the reference library takes for a type of model; null where it knows none. */
  static TokenizerClass ofModel(String modelType) {
    return switch (modelType.toLowerCase(Locale.ROOT)) {
      case "bert", "distilbert", "electra" -> of("BertTokenizer");
      case "roberta", "roberta-prelayernorm" -> of("RobertaTokenizer");
      case "xlm-roberta" -> of("XLMRobertaTokenizer");
      case "camembert" -> of("CamembertTokenizer");
      case "albert" -> of("AlbertTokenizer");
      case "mpnet" -> of("MPNetTokenizer");
      case "esm" -> of("EsmTokenizer");
      case "deberta" -> of("DebertaTokenizer");
      case "deberta-v2" -> of("DebertaV2Tokenizer");
      case "modernbert", "xlm-roberta-xl" -> of(PLAIN);
      case "bert-japanese" -> of(JAPANESE);
      default -> null;
    };
  }

  /** All that are known: by treatment, then by name. */
  static List<TokenizerClass> all() {
    return ALL.values().stream()
        .sorted(
            Comparator.comparing(TokenizerClass::treatment)
                .thenComparing(TokenizerClass::reason)
                .thenComparing(TokenizerClass::name))
        .toList();
  }
}
